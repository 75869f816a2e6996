import { Button } from 'antd';
import { useState } from 'react';
import { kinds } from '../../../domain/kinds.ts';
import type { ItemRef } from '../../../domain/work/context.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { partsOf } from '../kinds/parts.ts';
import { usePerson } from '../session/session.tsx';
import { OpenDrawer } from './open-drawer.tsx';
import { mayOpen, openingOf, originField } from './opening.ts';

/** What this person may begin because of an item: each kind that can name what gave rise to it. */
export function OpenFrom({ from }: { from: ItemRef }) {
  const { roles } = usePerson();
  const [chosen, setChosen] = useState<AnyKind | null>(null);
  const begun = kinds.filter((kind) => kind.name !== from.kind && mayOpen(kind, roles) && originField(kind) !== null);
  if (begun.length === 0) return null;
  return (
    <div className="next-from">
      {begun.map((kind) => {
        const Icon = partsOf(kind.name).icon;
        return (
          <Button key={kind.name} block onClick={() => setChosen(kind)} title={openingOf(kind)?.help} {...(Icon ? { icon: <Icon /> } : {})}>
            {openingOf(kind)?.label}
          </Button>
        );
      })}
      {chosen ? <OpenDrawer kind={chosen} from={from} onClose={() => setChosen(null)} /> : null}
    </div>
  );
}
