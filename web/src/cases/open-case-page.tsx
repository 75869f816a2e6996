import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { openingCommands } from '../../../domain/case/opening/commands.ts';
import { request } from '../api/client.ts';
import { isTown } from '../api/lists.ts';
import { shownWhen } from '../case/commands/shown-when.ts';
import { NO_ITEM } from '../forms/control-of.tsx';
import { draftKey, dropDraft, keepDraft, readDraft } from '../forms/drafts.ts';
import type { Values } from '../forms/form-values.ts';
import { SchemaForm } from '../forms/schema-form.tsx';
import { useKeys } from '../forms/use-sending.ts';
import { nowInOffice } from '../lights/remaining.ts';
import { PageHead } from '../parts/page-head.tsx';
import { usePerson } from '../session/session.tsx';

/** Without the lead, which is accepted from the inbox. */
const SCHEMA = openingCommands.OpenCase.schema.omit({ leadId: true });

/** A case found on the way: what is known now, the rest is recorded at the verification. */
export function OpenCasePage() {
  const person = usePerson();
  const navigate = useNavigate();
  const client = useQueryClient();
  const draft = draftKey(person.id, 'new', 'OpenCase');
  const [initial] = useState((): Values => ({
    ...(isTown(person.unit) ? { townId: person.unit.id } : {}),
    channel: 'patrol',
    receivedAt: nowInOffice(),
    ...(person.certificate ? { handlerId: person.id } : {}),
    ...readDraft(draft),
  }));
  const keyOf = useKeys();
  const open = useMutation({
    mutationFn: ({ payload, key }: { payload: Values; key: string }) =>
      request<{ caseId: string }>('/cases', { method: 'POST', body: payload, headers: { 'Idempotency-Key': key } }),
    onSuccess: ({ caseId }) => {
      dropDraft(draft);
      void client.invalidateQueries({ queryKey: ['items'] });
      void navigate(`/cases/${caseId}`, { replace: true });
    },
  });
  return (
    <>
      <PageHead title="新建案件" hint={openingCommands.OpenCase.help} />
      <div className="panel" style={{ maxWidth: 760 }}>
        <SchemaForm
          schema={SCHEMA}
          surroundings={{ ...NO_ITEM, unitId: person.unit.id }}
          initial={initial}
          shownWhen={shownWhen('OpenCase', null)}
          submitLabel="建立案件"
          busy={open.isPending}
          error={open.error}
          onSubmit={(payload) => open.mutate({ payload, key: keyOf(payload) })}
          onChange={(values) => keepDraft(draft, values)}
          extra={
            <Button size="large" onClick={() => void navigate(-1)}>
              取消
            </Button>
          }
        />
      </div>
    </>
  );
}
