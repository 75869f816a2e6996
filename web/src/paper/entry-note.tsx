import { Alert, Button, Input, Modal } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CaseEntry } from '../../../contract/paper.ts';
import { request } from '../api/client.ts';
import { localTime } from '../lights/remaining.ts';
import { Refused } from '../parts/refused.tsx';
import { Entry, Section } from '../parts/section.tsx';
import { useEntry } from './paper-model.ts';

/** That a case came from paper, through whose hands, and what those who are named say against it. */
export function EntryNote({ caseId }: { caseId: string }) {
  const query = useEntry(caseId);
  const entry = query.data?.entry;
  return entry ? <Shown caseId={caseId} entry={entry} /> : null;
}

function Shown({ caseId, entry }: { caseId: string; entry: CaseEntry }) {
  const [asking, setAsking] = useState(false);
  const { by, checkedBy, at, reference, pages, draft, named, objections } = entry;
  return (
    <Section title="纸质案卷补录">
      <p>
        {localTime(at)}由纸质案卷<Link to={`/paper/${draft}`}>{reference}</Link>补录（扫描件{pages}页）。录入：{by.name}，核对：
        {checkedBy.name}
        。补录前的步骤按案卷所载日期记入，没有在系统中通知任何人。
      </p>
      {objections.map((one) => (
        <Entry key={one.at} head={`${localTime(one.at)}　${one.by.name}提出异议`}>
          <p className="long">{one.text}</p>
        </Entry>
      ))}
      {named ? (
        <Alert
          type="info"
          showIcon
          title="案卷写有您的姓名，请核对；记载不实的，提出异议"
          action={
            <Button size="small" onClick={() => setAsking(true)}>
              提出异议
            </Button>
          }
        />
      ) : null}
      {asking ? <Objecting caseId={caseId} onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}

function Objecting({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: () => request(`/cases/${caseId}/objections`, { method: 'POST', body: { text: text.trim() } }),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: ['item', caseId, 'entry'] }),
  });
  return (
    <Modal
      open
      title="对补录的记载提出异议"
      okText="提出"
      cancelText="取消"
      okButtonProps={{ disabled: text.trim() === '', loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="quiet">写明哪一步记载不实、事实是什么。异议附于本案，不能撤回，并告知核对人和督办员。</p>
      <Input.TextArea
        aria-label="异议"
        autoFocus
        autoSize={{ minRows: 4, maxRows: 12 }}
        maxLength={2000}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {send.isError ? <Refused error={send.error} /> : null}
    </Modal>
  );
}
