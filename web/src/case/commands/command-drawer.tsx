import { Alert, App, Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { catalogue, type CommandName } from '../../../../domain/case/catalogue.ts';
import { eventLabel } from '../../../../domain/case/events.ts';
import type { CaseAnswer } from '../../../../contract/cases.ts';
import { useCommand, useEvents } from '../../api/cases.ts';
import { newKey } from '../../api/idempotency.ts';
import { useMatter } from '../../api/lists.ts';
import { draftKey, dropDraft, keepDraft, readDraft } from '../../forms/drafts.ts';
import type { Values } from '../../forms/form-values.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { todayInOffice } from '../../lights/remaining.ts';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { usePerson } from '../../session/session.tsx';
import { caseItems, evidenceOf, fixedRows } from './case-items.ts';
import { penaltyGround } from './penalty-ground.ts';
import { shownWhen } from './shown-when.ts';
import { suggested } from './suggested.ts';

interface CommandDrawerProps {
  name: CommandName;
  data: CaseAnswer;
  onClose: () => void;
}

/** One command's form: what it does, on what basis, filled in as far as the file goes. */
export function CommandDrawer({ name, data, onClose }: CommandDrawerProps) {
  const spec = catalogue[name];
  // Some suggestions stand on the matter's clause: it is read before the form begins. It is the matter of then: the case
  // may move on under the open form, even by this very command before its answer is here.
  const [{ matter: about, conduct }] = useState(data.case);
  const matter = useMatter(about?.code ?? null, conduct?.on ?? null);
  const ready = about === null || !matter.isPending;
  return (
    <SideDrawer open title={spec.label} onClose={onClose} keep size={600}>
      {ready ? <CommandForm name={name} data={data} matter={matter.data ?? null} onClose={onClose} /> : <Waiting />}
    </SideDrawer>
  );
}

function CommandForm({ name, data, matter, onClose }: CommandDrawerProps & { matter: Parameters<typeof penaltyGround>[2] }) {
  const { message } = App.useApp();
  const person = usePerson();
  const file = data.case;
  const spec = catalogue[name];
  const send = useCommand(file.caseId);
  const draft = useDraft(draftKey(person.id, file.caseId, name));
  // The form is about the case as it stood when it was opened; what came since is told before it is sent.
  const [version, setVersion] = useState(data.version);
  const [context] = useState(() => {
    const today = todayInOffice();
    return {
      initial: { ...suggested(name, { file, person, matter, today }), ...draft.found },
      shown: shownWhen(name, file.source.imported !== null),
      surroundings: {
        caseId: file.caseId, unitId: file.unit.id, evidence: evidenceOf(file), items: caseItems(name, file, data.terms),
        fixedRows: fixedRows(name, file), penalty: penaltyGround(file, data.earlier, matter, today),
      },
    };
  });
  const keyOf = useKeys();
  const submit = (payload: Values) => {
    send.mutate({ name, payload, version, idempotencyKey: keyOf(payload) }, {
      onSuccess: (answer) => {
        draft.done();
        void message.success(answer.readable ? `已${spec.label}` : `已${spec.label}，页面稍后显示`);
        onClose();
      },
    });
  };
  const head = (
    <div className="command-head">
      <p>{spec.help}</p>
      {spec.basis.length > 0 ? <p className="quiet small">依据：{spec.basis.join('、')}</p> : null}
      {draft.found ? (
        <Alert
          type="info" showIcon title="已恢复上次没有提交的内容"
          action={<Button size="small" onClick={() => { draft.done(); onClose(); }}>不要了</Button>}
        />
      ) : null}
      {data.version > version ? <NewSince caseId={file.caseId} version={version} onSeen={() => setVersion(data.version)} /> : null}
    </div>
  );
  return (
    <SchemaForm
      schema={spec.schema} surroundings={context.surroundings} initial={context.initial} shownWhen={context.shown}
      submitLabel={spec.label} busy={send.isPending} error={send.error} onSubmit={submit} onChange={draft.keep} head={head}
      extra={<Button size="large" onClick={onClose}>取消</Button>}
    />
  );
}

/** What others have recorded while the form was being filled in. */
function NewSince({ caseId, version, onSeen }: { caseId: string; version: number; onSeen: () => void }) {
  const events = useEvents(caseId);
  const fresh = (events.data?.items ?? []).filter((event) => event.seq > version);
  const words = fresh.map((event) => `${event.actor.name}：${eventLabel(event.type)}`).join('；');
  return (
    <Alert
      type="warning" showIcon title="填写期间案件有了新的记录" description={words || '正在读取…'}
      action={<Button size="small" onClick={onSeen}>已了解</Button>}
    />
  );
}

/** The same content sent again bears the same key, and is done once; changed content is another command. */
function useKeys(): (payload: Values) => string {
  const keys = useRef(new Map<string, string>());
  return useCallback((payload: Values) => {
    const content = JSON.stringify(payload);
    const key = keys.current.get(content) ?? newKey();
    keys.current.set(content, key);
    return key;
  }, []);
}

/** What was typed before, and keeping what is typed now, half a second after the last keystroke. */
function useDraft(key: string) {
  const [found] = useState(() => readDraft(key));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<Values | null>(null);
  const write = useCallback(() => {
    clearTimeout(timer.current);
    if (latest.current) keepDraft(key, latest.current);
    latest.current = null;
  }, [key]);
  useEffect(() => write, [write]);
  const keep = useCallback((values: Values) => {
    latest.current = values;
    clearTimeout(timer.current);
    timer.current = setTimeout(write, 500);
  }, [write]);
  const done = useCallback(() => {
    latest.current = null;
    clearTimeout(timer.current);
    dropDraft(key);
  }, [key]);
  return { found, keep, done };
}
