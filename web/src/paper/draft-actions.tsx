import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { PaperDraft } from '../../../contract/paper.ts';
import { Refused } from '../parts/refused.tsx';
import { usePerson } from '../session/session.tsx';
import { changeDraft, usePaper } from './paper-model.ts';

/** What can be done with the whole draft now, by whoever looks at it. */
export function DraftActions({ draft }: { draft: PaperDraft }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const person = usePerson();
  const [asking, setAsking] = useState<'return' | 'discard' | null>(null);
  const act = usePaper((path: string) => changeDraft(draft, 'POST', path));
  const confirm = usePaper(() => changeDraft<{ caseId: string }>(draft, 'POST', '/confirm'));
  const mine = draft.enteredBy.id === person.id;
  const open = draft.status === 'drafting' || draft.status === 'returned';
  const left = draft.acts.filter(({ check }) => check === null).length;
  const broken = draft.status === 'confirming' && draft.checkedBy?.id === person.id;
  return (
    <>
      <div className="draft-actions">
        {draft.may.edit === null ? (
          <Button type="primary" loading={act.isPending} disabled={draft.fault !== null} onClick={() => act.mutate('/submit')}>
            提交核对
          </Button>
        ) : null}
        {open && !mine ? (
          <Button loading={act.isPending} onClick={() => act.mutate('/take-over')}>
            接手录入
          </Button>
        ) : null}
        {draft.status === 'submitted' && mine ? (
          <Button loading={act.isPending} onClick={() => act.mutate('/withdraw')}>
            撤回修改
          </Button>
        ) : null}
        {draft.mayCheck || broken ? (
          <Button
            type="primary"
            loading={confirm.isPending}
            disabled={draft.mayCheck && left > 0}
            onClick={() =>
              confirm.mutate(undefined, {
                onSuccess: ({ caseId }) => {
                  void message.success('核对通过，案件已建立');
                  void navigate(`/cases/${caseId}`);
                },
              })
            }
          >
            {broken ? '继续建案' : left > 0 ? `还有${left}步未核对` : '核对通过，建立案件'}
          </Button>
        ) : null}
        {draft.mayCheck ? <Button onClick={() => setAsking('return')}>退回</Button> : null}
        {draft.may.discard === null ? (
          <Button danger type="text" onClick={() => setAsking('discard')}>
            作废
          </Button>
        ) : null}
      </div>
      {act.isError ? <Refused error={act.error} /> : null}
      {confirm.isError ? <Refused error={confirm.error} /> : null}
      {asking ? <Reasoned draft={draft} what={asking} onClose={() => setAsking(null)} /> : null}
    </>
  );
}

const WORDS = {
  return: { title: '退回录入人', label: '退回理由', hint: '写明哪一步与哪一页不符', ok: '退回', field: 'reasons' },
  discard: { title: '作废录入稿', label: '作废理由', hint: '内容和扫描件随即删除，只留谁在何时因何作废', ok: '作废', field: 'reason' },
} as const;

function Reasoned({ draft, what, onClose }: { draft: PaperDraft; what: keyof typeof WORDS; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const words = WORDS[what];
  const send = usePaper(() => changeDraft(draft, 'POST', `/${what}`, { [words.field]: reason.trim() }));
  return (
    <Modal
      open
      title={words.title}
      okText={words.ok}
      cancelText="取消"
      okButtonProps={{ danger: what === 'discard', disabled: reason.trim() === '', loading: send.isPending }}
      onOk={() => send.mutate(undefined, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p className="quiet">{words.hint}</p>
      <Input.TextArea
        aria-label={words.label}
        autoFocus
        autoSize={{ minRows: 3, maxRows: 10 }}
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      {send.isError ? <Refused error={send.error} /> : null}
    </Modal>
  );
}
