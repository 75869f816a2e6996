import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import type { CommandSpec } from '../../../../domain/work/command.ts';
import type { AnyKind } from '../../../../domain/work/kind.ts';
import { type ItemPlace, useCommand, useEvents } from '../../api/items.ts';
import type { FormSurroundings } from '../../forms/control-of.tsx';
import { draftKey } from '../../forms/drafts.ts';
import type { Values } from '../../forms/form-values.ts';
import { FormHead } from '../../forms/form-head.tsx';
import { SchemaForm, type ShownWhen } from '../../forms/schema-form.tsx';
import { useDraft, useKeys } from '../../forms/use-sending.ts';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { usePerson } from '../../session/session.tsx';

/** What a form knows of the item beyond the command's schema. */
export interface FormAids {
  initial: Values;
  shown: ShownWhen;
  surroundings: FormSurroundings;
}

interface CommandDrawerProps {
  kind: AnyKind;
  id: string;
  version: number;
  name: string;
  /** Null while something that the form begins with is still being read. */
  aids: FormAids | null;
  onClose: () => void;
}

/** One command's form: what it does, on what basis, filled in as far as the file goes. */
export function CommandDrawer({ aids, ...rest }: CommandDrawerProps) {
  const spec = rest.kind.commands[rest.name];
  if (!spec) return null;
  return (
    <SideDrawer open title={spec.label} onClose={rest.onClose} keep size={600}>
      {aids ? <CommandForm {...rest} spec={spec} aids={aids} /> : <Waiting />}
    </SideDrawer>
  );
}

function CommandForm({
  kind,
  id,
  version: current,
  name,
  spec,
  aids,
  onClose,
}: CommandDrawerProps & { spec: CommandSpec; aids: FormAids }) {
  const { message } = App.useApp();
  const person = usePerson();
  const place = { plural: kind.plural, id };
  const send = useCommand(place);
  const draft = useDraft(draftKey(person.id, id, name));
  // The form is about the item as it stood when it was opened; what came since is told before it is sent.
  const [version, setVersion] = useState(current);
  const [{ shown, surroundings, initial }] = useState(() => ({ ...aids, initial: { ...aids.initial, ...draft.found } }));
  const keyOf = useKeys();
  const submit = (payload: Values) => {
    send.mutate(
      { name, payload, version, idempotencyKey: keyOf(payload) },
      {
        onSuccess: (answer) => {
          draft.done();
          void message.success(answer.readable ? `已${spec.label}` : `已${spec.label}，页面稍后显示`);
          onClose();
        },
      },
    );
  };
  const head = (
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
    >
      {current > version ? <NewSince kind={kind} place={place} version={version} onSeen={() => setVersion(current)} /> : null}
    </FormHead>
  );
  return (
    <SchemaForm
      schema={spec.schema}
      surroundings={surroundings}
      initial={initial}
      shownWhen={shown}
      submitLabel={spec.label}
      busy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onChange={draft.keep}
      head={head}
      extra={
        <Button size="large" onClick={onClose}>
          取消
        </Button>
      }
    />
  );
}

/** What others have recorded while the form was being filled in. */
function NewSince({ kind, place, version, onSeen }: { kind: AnyKind; place: ItemPlace; version: number; onSeen: () => void }) {
  const events = useEvents(place);
  const fresh = (events.data?.items ?? []).filter((event) => event.seq > version);
  const words = fresh.map((event) => `${event.actor.name}：${kind.events[event.type]?.label ?? '新的记录'}`).join('；');
  return (
    <Alert
      type="warning"
      showIcon
      title={`填写期间${kind.label}有了新的记录`}
      description={words || '正在读取…'}
      action={
        <Button size="small" onClick={onSeen}>
          已了解
        </Button>
      }
    />
  );
}
