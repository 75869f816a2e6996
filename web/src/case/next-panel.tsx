import { App, Button, Card, Collapse, Drawer, Empty } from 'antd';
import { useState } from 'react';
import { catalogue } from '../../../domain/commands/catalogue.ts';
import type { CaseFile } from '../../../domain/case/state.ts';
import type { NextCommand } from '../../../domain/views.ts';
import { useCommand, useNext } from '../api/cases.ts';
import { Problem } from '../api/client.ts';
import { Refused } from '../forms/refused.tsx';
import { SchemaForm } from '../forms/schema-form.tsx';
import { newKey } from '../api/idempotency.ts';
import type { TermView } from '../../../domain/terms/view.ts';
import { caseItems } from './case-items.ts';

/** What I can do now, the natural next step first; what I cannot, with what it would need. */
export function NextPanel({ caseId, file, version, terms }: { caseId: string; file: CaseFile; version: number; terms: TermView[] }) {
  const next = useNext(caseId);
  const [chosen, setChosen] = useState<NextCommand | null>(null);
  const allowed = next.data?.items.filter((item) => item.allowed) ?? [];
  const refused = next.data?.items.filter((item) => !item.allowed) ?? [];
  return (
    <Card size="small" title="下一步">
      {next.isError ? <Refused error={next.error} /> : null}
      {next.data && allowed.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="现在没有需要您办理的事项" />
      ) : null}
      <div className="next-list">
        {allowed.filter((item) => item.primary).map((item) => (
          <Button key={item.name} type="primary" size="large" block onClick={() => setChosen(item)} title={item.help}>{item.label}</Button>
        ))}
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          {allowed.filter((item) => !item.primary).map((item) => (
            <Button key={item.name} onClick={() => setChosen(item)} title={item.help}>{item.label}</Button>
          ))}
        </div>
        {refused.length > 0 ? (
          <Collapse
            size="small"
            ghost
            items={[{
              key: 'refused',
              label: `暂不能办理的 ${refused.length} 项及原因`,
              children: (
                <div className="next-list">
                  {refused.map((item) => (
                    <div key={item.name} className="next-refused">
                      <div>{item.label}</div>
                      <div className="why">{item.refusal?.message}</div>
                      {item.refusal && item.refusal.needs.length > 0 ? <div className="why">需要：{item.refusal.needs.join('；')}</div> : null}
                    </div>
                  ))}
                </div>
              ),
            }]}
          />
        ) : null}
      </div>
      {chosen ? <CommandDrawer key={chosen.name} command={chosen} caseId={caseId} file={file} version={version} terms={terms} onClose={() => setChosen(null)} /> : null}
    </Card>
  );
}

function CommandDrawer({ command, caseId, file, version, terms, onClose }: {
  command: NextCommand; caseId: string; file: CaseFile; version: number; terms: TermView[]; onClose: () => void;
}) {
  const { message } = App.useApp();
  const send = useCommand(caseId);
  // One key a filled-in form: pressing twice, or again after a lost answer, records once.
  const [key, setKey] = useState(newKey);
  const spec = catalogue[command.name];
  const submit = (payload: Record<string, unknown>) => {
    send.mutate({ name: command.name, payload, version, idempotencyKey: key }, {
      onSuccess: () => {
        void message.success(`已${spec.label}`);
        onClose();
      },
      // A refused form is changed before it is sent again, so it is another command.
      onError: (error) => {
        if (error instanceof Problem && error.status >= 400 && error.status < 500) setKey(newKey());
      },
    });
  };
  return (
    <Drawer open size={560} title={spec.label} onClose={onClose} destroyOnHidden mask={{ closable: false }}>
      <p className="quiet" style={{ marginTop: 0 }}>{spec.help}</p>
      {spec.basis.length > 0 ? <p className="quiet" style={{ marginTop: -6 }}>依据：{spec.basis.join('、')}</p> : null}
      <SchemaForm
        schema={spec.schema}
        surroundings={{
          caseId,
          unitId: file.unit.id,
          matterCode: file.matter?.code ?? null,
          evidence: file.evidence.map(({ id, title }) => ({ id, title })),
          items: caseItems(command.name, file, terms),
        }}
        initial={suggested(command.name, file)}
        submitLabel={spec.label}
        busy={send.isPending}
        error={send.error}
        onSubmit={submit}
        extra={<Button onClick={onClose}>取消</Button>}
      />
    </Drawer>
  );
}

/** What the file already knows is offered, never sent unseen. */
function suggested(name: string, file: CaseFile): Record<string, unknown> {
  const officers = file.handlers.map((handler) => handler.id);
  const values: Record<string, unknown> = { officerIds: officers, collectorIds: officers };
  if (name === 'AcceptDispatch') values.handlerIds = officers;
  if (name === 'RecordVerification') {
    values.matterCode = file.matter?.code;
    values.parties = file.parties;
    values.conduct = file.conduct ?? { place: file.address, continuing: false };
  }
  return values;
}
