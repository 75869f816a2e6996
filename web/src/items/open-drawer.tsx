import { App, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ItemRef } from '../../../domain/work/context.ts';
import type { CommandSpec } from '../../../domain/work/command.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { useOpening } from '../api/items.ts';
import { NO_ITEM } from '../forms/control-of.tsx';
import { draftKey } from '../forms/drafts.ts';
import type { Values } from '../forms/form-values.ts';
import { FormHead } from '../forms/form-head.tsx';
import { SchemaForm } from '../forms/schema-form.tsx';
import { useDraft, useKeys } from '../forms/use-sending.ts';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { usePerson } from '../session/session.tsx';
import { openingOf, originField } from './opening.ts';

interface OpenDrawerProps {
  kind: AnyKind;
  /** What gives rise to it. */
  from?: ItemRef | undefined;
  onClose: () => void;
}

/** The form that opens an item of a kind; once it is there, its page. */
export function OpenDrawer({ kind, from, onClose }: OpenDrawerProps) {
  const spec = openingOf(kind);
  if (!spec) return null;
  return (
    <SideDrawer open title={spec.label} onClose={onClose} keep size={600}>
      <OpenForm kind={kind} spec={spec} from={from} onClose={onClose} />
    </SideDrawer>
  );
}

function OpenForm({ kind, spec, from, onClose }: OpenDrawerProps & { spec: CommandSpec }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const person = usePerson();
  const open = useOpening(kind.plural);
  const draft = useDraft(draftKey(person.id, from?.id ?? 'new', kind.name));
  const keyOf = useKeys();
  const [{ initial, surroundings }] = useState(() => {
    const origin = originField(kind);
    return {
      initial: { ...(from && origin ? { [origin]: from.id } : {}), ...draft.found },
      surroundings: { ...NO_ITEM, unitId: person.unit.id, known: from ? [from] : [] },
    };
  });
  const submit = (payload: Values) => {
    open.mutate(
      { payload, idempotencyKey: keyOf(payload) },
      {
        onSuccess: ({ id }) => {
          draft.done();
          void message.success(`已${spec.label}`);
          onClose();
          void navigate(`/${kind.plural}/${id}`);
        },
      },
    );
  };
  return (
    <SchemaForm
      schema={spec.schema}
      surroundings={surroundings}
      initial={initial}
      submitLabel={spec.label}
      busy={open.isPending}
      error={open.error}
      onSubmit={submit}
      onChange={draft.keep}
      extra={
        <Button size="large" onClick={onClose}>
          取消
        </Button>
      }
      head={
        <FormHead
          spec={spec}
          onForget={
            draft.found
              ? () => {
                  draft.done();
                  onClose();
                }
              : null
          }
        />
      }
    />
  );
}
