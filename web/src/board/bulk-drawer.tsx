import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { catalogue } from '../../../domain/case/catalogue.ts';
import { request } from '../api/client.ts';
import { newKey } from '../api/idempotency.ts';
import { NO_ITEM } from '../forms/control-of.tsx';
import type { Values } from '../forms/form-values.ts';
import { SchemaForm } from '../forms/schema-form.tsx';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';

export type BulkCommand = 'Urge' | 'ReassignHandler';

/** What holds for many cases at once. */
const HINTS: Record<BulkCommand, string> = {
  Urge: '同一段话发给每件案件的承办人。',
  ReassignHandler: '承办人须是案件承办单位的人员，请把同一单位的案件一起改派。',
};

interface BulkAnswer {
  items: { caseId: string; title: string; ok: boolean; message: string | null; needs: string[] }[];
}

const send = (command: BulkCommand, caseIds: string[], payload: Values, preview: boolean, key: string) =>
  request<BulkAnswer>(`/cases/bulk/${command}`, {
    method: 'POST',
    body: { caseIds, payload, preview },
    headers: { 'Idempotency-Key': key },
  });

/** One command for many cases: first what would happen to each, then the run. */
export function BulkDrawer({ command, caseIds, onClose }: { command: BulkCommand; caseIds: string[]; onClose: (done: boolean) => void }) {
  const spec = catalogue[command];
  const [previewed, setPreviewed] = useState<{ payload: Values; answer: BulkAnswer; key: string } | null>(null);
  const preview = useMutation({
    mutationFn: (payload: Values) => send(command, caseIds, payload, true, newKey()),
    onSuccess: (answer, payload) => setPreviewed({ payload, answer, key: newKey() }),
  });
  return (
    <SideDrawer open keep title={`批量${spec.label}：${caseIds.length} 件`} onClose={() => onClose(false)}>
      <SchemaForm
        schema={spec.schema}
        surroundings={NO_ITEM}
        submitLabel="先预览"
        busy={preview.isPending}
        error={preview.error}
        onSubmit={(payload) => preview.mutate(payload)}
        onChange={() => setPreviewed(null)}
        head={
          <p className="quiet">
            {spec.help}
            {HINTS[command]}
          </p>
        }
      />
      {previewed ? <Preview command={command} previewed={previewed} onClose={onClose} /> : null}
    </SideDrawer>
  );
}

function Preview({
  command,
  previewed,
  onClose,
}: {
  command: BulkCommand;
  previewed: { payload: Values; answer: BulkAnswer; key: string };
  onClose: (done: boolean) => void;
}) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const spec = catalogue[command];
  const possible = previewed.answer.items.filter((item) => item.ok);
  const [outcome, setOutcome] = useState<BulkAnswer | null>(null);
  const run = useMutation({
    mutationFn: () =>
      send(
        command,
        possible.map((item) => item.caseId),
        previewed.payload,
        false,
        previewed.key,
      ),
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: ['board'] });
      void client.invalidateQueries({ queryKey: ['items'] });
      const failed = answer.items.filter((item) => !item.ok);
      if (failed.length === 0) {
        void message.success(`已${spec.label} ${answer.items.length} 件`);
        onClose(true);
      } else setOutcome(answer);
    },
  });
  const items = outcome?.items ?? previewed.answer.items;
  // The answer stands below the form: it is brought before the eyes.
  const seen = useRef<HTMLElement>(null);
  useEffect(() => {
    seen.current?.scrollIntoView({ block: 'start' });
  }, [previewed, outcome]);
  return (
    <section className="bulk-preview" aria-live="polite" ref={seen}>
      <h3 className="section-title">
        {outcome ? '结果' : `预览：${possible.length} 件可以${spec.label}，${previewed.answer.items.length - possible.length} 件不可以`}
      </h3>
      <ul>
        {items.map((item) => (
          <li key={item.caseId}>
            <Tag color={item.ok ? 'green' : 'default'}>{outcome ? (item.ok ? '已办' : '未办成') : item.ok ? '可以' : '不可以'}</Tag>
            <div>
              {item.title || item.caseId}
              {item.ok ? null : (
                <div className="quiet small">
                  {item.message}
                  {item.needs.length > 0 ? `　需要：${item.needs.join('；')}` : ''}
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
      {run.isError ? <Refused error={run.error} /> : null}
      {outcome ? (
        <Button type="primary" onClick={() => onClose(true)}>
          知道了
        </Button>
      ) : possible.length === 0 ? (
        <p className="quiet">没有一件可以办理，请按上面的说明修改后再预览。</p>
      ) : (
        <Button type="primary" size="large" loading={run.isPending} onClick={() => run.mutate()}>
          {spec.label} {possible.length} 件
        </Button>
      )}
    </section>
  );
}
