import { useMutation } from '@tanstack/react-query';
import { Button, Card } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { openingCommands } from '../../../domain/commands/opening.ts';
import { newKey } from '../api/idempotency.ts';
import { request } from '../api/client.ts';
import { SchemaForm } from '../forms/schema-form.tsx';
import { usePerson } from '../session/session.tsx';

export function OpenCasePage() {
  const person = usePerson();
  const navigate = useNavigate();
  const [key, setKey] = useState(newKey);
  const open = useMutation({
    mutationFn: (payload: Record<string, unknown>) =>
      request<{ caseId: string }>('/cases', { method: 'POST', body: payload, headers: { 'Idempotency-Key': key } }),
    onSuccess: ({ caseId }) => void navigate(`/cases/${caseId}`),
    onError: () => setKey(newKey()),
  });
  const inTown = person.unit.kind === 'town' || person.unit.kind === 'street';
  return (
    <>
      <div className="page-head"><h1>新建案件</h1><p>{openingCommands.OpenCase.help}</p></div>
      <Card style={{ maxWidth: 760 }}>
        <SchemaForm
          schema={openingCommands.OpenCase.schema.omit({ leadId: true })}
          surroundings={{ caseId: null, unitId: person.unit.id, matterCode: null, evidence: [], items: {} }}
          initial={{
            ...(inTown ? { townId: person.unit.id } : {}),
            channel: 'patrol',
            receivedAt: `${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16)}:00+08:00`,
          }}
          submitLabel="建立案件" busy={open.isPending} error={open.error}
          onSubmit={(payload) => open.mutate(payload)}
          extra={<Button onClick={() => void navigate(-1)}>取消</Button>}
        />
      </Card>
    </>
  );
}
