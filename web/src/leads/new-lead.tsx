import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { choice, instant, longText, text, unitId } from '../../../domain/work/fields.ts';
import { CHANNEL_LABELS, CHANNELS } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { newKey } from '../api/idempotency.ts';
import { isTown } from '../api/lists.ts';
import { NO_ITEM } from '../forms/control-of.tsx';
import type { Values } from '../forms/form-values.ts';
import { SchemaForm } from '../forms/schema-form.tsx';
import { nowInOffice } from '../lights/remaining.ts';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { usePerson } from '../session/session.tsx';

/** `POST /leads`, as a person at the telephone fills it in. */
const SCHEMA = z
  .object({
    text: longText('线索内容', '照反映人的原话记'),
    channel: choice('线索渠道', CHANNELS, CHANNEL_LABELS),
    receivedAt: instant('接收时间'),
    town: unitId('属地镇街').nullable().default(null),
    address: text('地址', 300),
    reporterName: text('反映人', 100).nullable().default(null),
    reporterPhone: text('联系电话', 40).nullable().default(null),
    ticket: text('工单号', 100).nullable().default(null),
  })
  .strict();

/** A lead taken in by hand; triage reads it at once. */
export function NewLead({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp();
  const person = usePerson();
  const navigate = useNavigate();
  const client = useQueryClient();
  const key = useRef(newKey());
  const [initial] = useState((): Values => ({
    receivedAt: nowInOffice(),
    ...(isTown(person.unit) ? { town: person.unit.id, channel: 'patrol' } : { channel: '12345' }),
  }));
  const send = useMutation({
    mutationFn: (payload: Values) =>
      request<{ id: string }>('/leads', { method: 'POST', body: payload, headers: { 'Idempotency-Key': key.current } }),
    onSuccess: ({ id }) => {
      void message.success('已收下线索');
      void client.invalidateQueries({ queryKey: ['leads'] });
      onClose();
      void navigate(`/leads/${id}`);
    },
  });
  return (
    <SideDrawer open keep title="登记线索" onClose={onClose}>
      <SchemaForm
        schema={SCHEMA}
        surroundings={NO_ITEM}
        initial={initial}
        submitLabel="收下线索"
        busy={send.isPending}
        error={send.error}
        onSubmit={(payload) => send.mutate(payload)}
        onChange={() => {
          key.current = newKey();
        }}
        extra={
          <Button size="large" onClick={onClose}>
            取消
          </Button>
        }
      />
    </SideDrawer>
  );
}
