import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, List, Tag } from 'antd';
import { useState } from 'react';
import { catalogue } from '../../../domain/commands/catalogue.ts';
import { newKey } from '../api/idempotency.ts';
import { request } from '../api/client.ts';
import { Refused } from '../forms/refused.tsx';
import { SchemaForm } from '../forms/schema-form.tsx';

interface BulkAnswer {
  items: { caseId: string; title: string; ok: boolean; message: string | null; needs: string[] }[];
}

/** One command for many cases: first what would happen to each, then the run. */
export function BulkDrawer({ command, caseIds, onClose }: { command: 'Urge' | 'ReassignHandler'; caseIds: string[]; onClose: (done: boolean) => void }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const spec = catalogue[command];
  const [payload, setPayload] = useState<Record<string, unknown> | null>(null);
  const [key] = useState(newKey);
  const preview = useQuery({
    queryKey: ['bulk', command, caseIds, payload],
    queryFn: () => request<BulkAnswer>(`/cases/bulk/${command}`, { method: 'POST', body: { caseIds, payload, preview: true } }),
    enabled: payload !== null,
  });
  const run = useMutation({
    mutationFn: () => request<BulkAnswer>(`/cases/bulk/${command}`, {
      method: 'POST', body: { caseIds, payload, preview: false }, headers: { 'Idempotency-Key': key },
    }),
    onSuccess: (answer) => {
      const failed = answer.items.filter((item) => !item.ok).length;
      void message.info(`已${spec.label} ${answer.items.length - failed} 件${failed > 0 ? `，${failed} 件未办成` : ''}`);
      void client.invalidateQueries();
      onClose(true);
    },
  });
  const possible = preview.data?.items.filter((item) => item.ok).length ?? 0;
  return (
    <Drawer open size={560} title={`批量${spec.label}（${caseIds.length} 件）`} onClose={() => onClose(false)}>
      <SchemaForm
        schema={spec.schema} surroundings={{ caseId: null, unitId: null, matterCode: null, evidence: [], items: {} }}
        submitLabel="预览" busy={preview.isFetching} error={preview.error} onSubmit={setPayload}
      />
      {preview.data ? (
        <>
          <List
            size="small" style={{ margin: '16px 0' }} dataSource={preview.data.items} rowKey="caseId"
            renderItem={(item) => (
              <List.Item>
                <div>
                  <Tag color={item.ok ? 'green' : 'default'}>{item.ok ? '可以' : '不可以'}</Tag>{item.title}
                  {item.ok ? null : <div className="quiet">{item.message}{item.needs.length > 0 ? `　需要：${item.needs.join('；')}` : ''}</div>}
                </div>
              </List.Item>
            )}
          />
          {run.isError ? <Refused error={run.error} /> : null}
          <Button type="primary" disabled={possible === 0} loading={run.isPending} onClick={() => run.mutate()}>{spec.label} {possible} 件</Button>
        </>
      ) : null}
    </Drawer>
  );
}
