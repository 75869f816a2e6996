import type { ItemAnswer } from '../../../../contract/items.ts';
import type { Person } from '../../../../domain/people.ts';
import type { AnyKind } from '../../../../domain/work/kind.ts';
import { NO_ITEM } from '../../forms/control-of.tsx';
import { OpenFrom } from '../../items/open-from.tsx';
import { partsOf } from '../../kinds/parts.ts';
import { usePerson } from '../../session/session.tsx';
import { actItems, actSuggested } from './act-form.ts';
import { CommandDrawer, type FormAids } from './command-drawer.tsx';
import { NextPanel } from './next-panel.tsx';

/** What can be done with an item of any kind. */
export function ItemNext({ kind, item }: { kind: AnyKind; item: ItemAnswer }) {
  const person = usePerson();
  const { id, file, version } = item;
  return (
    <NextPanel
      kind={kind}
      id={id}
      file={file}
      form={(name, onClose) => (
        <CommandDrawer
          key={name}
          kind={kind}
          id={id}
          version={version}
          name={name}
          aids={aidsOf(kind, name, item, person)}
          onClose={onClose}
        />
      )}
    >
      {kind.over.includes(file.stage) ? null : <OpenFrom from={{ kind: kind.name, id, title: file.title }} />}
    </NextPanel>
  );
}

function aidsOf(kind: AnyKind, name: string, item: ItemAnswer, person: Person): FormAids {
  const { id, file, terms } = item;
  return {
    initial: { ...actSuggested(name, file, person), ...partsOf(kind.name).initial?.(name, item, person) },
    shown: {},
    surroundings: { ...NO_ITEM, place: { plural: kind.plural, id }, unitId: file.unit.id, items: actItems(file, terms) },
  };
}
