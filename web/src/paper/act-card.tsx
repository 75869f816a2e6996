import { CheckCircleFilled, DeleteOutlined, DownOutlined, EditOutlined, UpOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import type { PaperDraft } from '../../../contract/paper.ts';
import { localTime } from '../lights/remaining.ts';
import { Cited } from '../law/cited.tsx';
import { Refused } from '../parts/refused.tsx';
import { Reveal } from '../parts/reveal.tsx';
import { actRows, type NameOf } from './act-words.ts';
import { changeDraft, plainActs, usePaper } from './paper-model.ts';

interface ActCardProps {
  draft: PaperDraft;
  index: number;
  page: number;
  nameOf: NameOf;
  onPage: (page: number) => void;
  onEdit: (index: number) => void;
}

/** One act as it was typed in: who, when, on which pages, what; what the rules and the register say; the checker's word. */
export function ActCard({ draft, index, page, nameOf, onPage, onEdit }: ActCardProps) {
  const act = draft.acts[index]!;
  const number = index + 1;
  const [open, setOpen] = useState(draft.status === 'submitted' && !act.check);
  const rows = actRows(act.name, act.payload, nameOf);
  const fault = draft.fault?.act === number ? draft.fault : null;
  const here = act.pages.includes(page);
  return (
    <li className="act" data-here={here} data-faulty={fault !== null}>
      <div className="act-head">
        <button type="button" className="plain-button act-title" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span className="act-number num">{number}</span>
          <span className="act-words">
            <strong>{act.label}</strong>
            <span className="quiet num">{localTime(act.at)}</span>
            <span className="quiet">{act.byName}</span>
          </span>
          {open ? <UpOutlined className="quiet small" /> : <DownOutlined className="quiet small" />}
        </button>
        {draft.may.edit === null ? <ActTools draft={draft} index={index} onEdit={onEdit} /> : null}
      </div>
      <p className="act-pages">
        {act.pages.map((one) => (
          <button key={one} type="button" className="plain-button page-chip num" data-here={one === page} onClick={() => onPage(one)}>
            第{one}页
          </button>
        ))}
        {draft.actsWithoutPage.includes(number) ? <Tag color="warning">没有写明卷宗页</Tag> : null}
        {act.check ? (
          <span className="act-checked small">
            <CheckCircleFilled /> {act.check.by.name}已核对{act.check.note ? `：${act.check.note}` : ''}
          </span>
        ) : null}
      </p>
      {fault ? (
        <Alert
          type="error"
          showIcon
          title={fault.message}
          description={
            <>
              {fault.needs.length > 0 ? `需要：${fault.needs.join('；')}` : null}
              {fault.basis ? (
                <div className="quiet">
                  依据：
                  <Cited text={fault.basis} />
                </div>
              ) : null}
            </>
          }
        />
      ) : null}
      {act.unknown.length > 0 ? <Alert type="warning" showIcon title={act.unknown.join('；')} /> : null}
      {open ? (
        <dl className="act-rows">
          {rows.map(({ title, text, reveal }, at) => (
            <div key={at}>
              <dt>{title}</dt>
              <dd>
                {reveal ? (
                  <Reveal
                    text={text}
                    label={reveal.what === 'identifier' ? '证件号码' : '电话'}
                    path={`/paper-drafts/${draft.id}`}
                    body={{ act: number, ...reveal }}
                  />
                ) : (
                  text
                )}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {draft.mayCheck && !act.check ? <CheckAct draft={draft} number={number} asked={act.unknown.length > 0} /> : null}
    </li>
  );
}

function ActTools({ draft, index, onEdit }: { draft: PaperDraft; index: number; onEdit: (index: number) => void }) {
  const remove = usePaper(() => changeDraft(draft, 'PUT', '/acts', { acts: plainActs(draft.acts).filter((_, at) => at !== index) }));
  return (
    <span className="act-tools">
      <Button type="text" size="small" icon={<EditOutlined />} aria-label={`修改第${index + 1}步`} onClick={() => onEdit(index)} />
      <Popconfirm title="删除这一步？" okText="删除" cancelText="取消" onConfirm={() => remove.mutate()}>
        <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`删除第${index + 1}步`} loading={remove.isPending} />
      </Popconfirm>
    </span>
  );
}

/** Compared with its pages; where the register knows nothing of the day, with how that was found out. */
function CheckAct({ draft, number, asked }: { draft: PaperDraft; number: number; asked: boolean }) {
  const [note, setNote] = useState('');
  const check = usePaper(() => changeDraft(draft, 'PUT', '/checks', { checks: [{ act: number, note: note.trim() || null }] }));
  return (
    <div className="act-check">
      <Input
        aria-label={`第${number}步的核对意见`}
        placeholder={asked ? '写明核实依据，如任职文件、执法证' : '核对意见（可以不填）'}
        maxLength={500}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <Button type="primary" ghost loading={check.isPending} disabled={asked && note.trim() === ''} onClick={() => check.mutate()}>
        与扫描页相符
      </Button>
      {check.isError ? <Refused error={check.error} /> : null}
    </div>
  );
}
