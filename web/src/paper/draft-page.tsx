import { DeleteOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Popconfirm, Result, Upload } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { PaperDraft } from '../../../contract/paper.ts';
import { DRAFT_STATUS_LABELS, DRAFT_STEP_LABELS, pagesInWords } from '../../../domain/paper/draft.ts';
import { Problem, request } from '../api/client.ts';
import { usePeople, useUnits } from '../api/lists.ts';
import { localTime } from '../lights/remaining.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Read } from '../parts/read.tsx';
import { Refused } from '../parts/refused.tsx';
import { evidenceOf } from '../case/commands/case-items.ts';
import { referenceTo } from '../../../domain/case/import-references.ts';
import { ActCard } from './act-card.tsx';
import { ActDrawer } from './act-drawer.tsx';
import { DraftActions } from './draft-actions.tsx';
import { changeDraft, useDraft, usePaper } from './paper-model.ts';
import { ScanView } from './scan-view.tsx';
import './paper.css';

/** One paper file on its way in: the scan beside the acts that were typed from it. */
export function DraftPage() {
  const { draftId = '' } = useParams();
  const draft = useDraft(draftId);
  if (draft.error instanceof Problem && draft.error.status === 404) {
    return (
      <Result
        status="404"
        title="没有这份录入稿，或者您无权查看"
        extra={
          <Link to="/paper">
            <Button type="primary">回到录入稿列表</Button>
          </Link>
        }
      />
    );
  }
  return (
    <Read query={draft} rows={10}>
      {(data) => <DraftView draft={data} />}
    </Read>
  );
}

function DraftView({ draft }: { draft: PaperDraft }) {
  const [page, setPage] = useState(1);
  const [editing, setEditing] = useState<number | null>(null);
  const nameOf = useNames(draft);
  const { acts, scan } = draft;
  const hint = `${draft.unit.name}　${DRAFT_STATUS_LABELS[draft.status]}　录入：${draft.enteredBy.name}${draft.checkedBy ? `，核对：${draft.checkedBy.name}` : ''}`;
  return (
    <>
      <PageHead title={draft.reference} hint={hint}>
        {draft.status === 'entered' ? (
          <Link to={`/cases/${draft.caseId}`}>
            <Button type="primary">打开案件</Button>
          </Link>
        ) : null}
      </PageHead>
      <div className="stack">
        <div className="panel draft-top">
          <Standing draft={draft} onPage={setPage} />
          <DraftActions draft={draft} />
        </div>
        {draft.status === 'discarded' ? null : (
          <div className="draft-sides">
            <div className="panel draft-scan">
              {scan.length > 0 ? (
                <ScanView draft={draft} page={Math.min(page, scan.length)} onPage={setPage} />
              ) : (
                <Nothing>还没有扫描件</Nothing>
              )}
              {draft.may.edit === null ? <Scans draft={draft} /> : null}
            </div>
            <div className="panel draft-acts">
              <h2>步骤　{acts.length}</h2>
              <ol className="acts">
                {acts.map((act, index) => (
                  <ActCard
                    key={`${index}-${act.name}-${draft.status}`}
                    draft={draft}
                    index={index}
                    page={page}
                    nameOf={nameOf}
                    onPage={setPage}
                    onEdit={setEditing}
                  />
                ))}
              </ol>
              {draft.may.edit === null ? (
                <Button type="dashed" block icon={<PlusOutlined />} onClick={() => setEditing(acts.length)}>
                  录入第{acts.length + 1}步
                </Button>
              ) : null}
            </div>
          </div>
        )}
        <History draft={draft} />
      </div>
      {editing === null ? null : <ActDrawer draft={draft} index={editing} page={page} onClose={() => setEditing(null)} />}
    </>
  );
}

/** What is missing, and who is next. */
function Standing({ draft, onPage }: { draft: PaperDraft; onPage: (page: number) => void }) {
  const { goLiveOn, pagesWithoutAct, status, checkers } = draft;
  const returned = draft.steps.findLast(({ kind }) => kind === 'returned' || kind === 'refused');
  return (
    <>
      <p className="quiet">
        {goLiveOn === null
          ? '本县还没有登记启用系统的日期，不能补录；由系统运维人员登记。'
          : `只补录${goLiveOn}（本县启用系统之日）及以前的步骤；之后的步骤由本人在系统中办理。补录理由：${draft.reason}`}
      </p>
      {status === 'returned' && returned ? (
        <Alert type="warning" showIcon title={`${returned.by.name}退回：${returned.text ?? ''}`} />
      ) : null}
      {status === 'confirming' ? <Alert type="info" showIcon title="核对已通过，案件正在建立；中断的会自动接着办" /> : null}
      {status === 'submitted' ? (
        <p>
          {draft.mayCheck
            ? '请逐步与扫描页核对，全部相符的，核对通过；不符的，退回录入人。'
            : `等待核对：${checkers.length > 0 ? `由${checkers.map(({ name }) => name).join('、')}之一核对` : '承办单位没有可以核对的人员，由督办员核对'}。${draft.may.check ?? ''}`}
        </p>
      ) : null}
      {pagesWithoutAct.length > 0 && draft.acts.length > 0 ? (
        <p className="small">
          没有步骤依据的页：
          {pagesWithoutAct.slice(0, 30).map((one) => (
            <button key={one} type="button" className="plain-button page-chip num" onClick={() => onPage(one)}>
              第{one}页
            </button>
          ))}
          {pagesWithoutAct.length > 30 ? `等${pagesWithoutAct.length}页（${pagesInWords(pagesWithoutAct)}）` : null}
        </p>
      ) : null}
    </>
  );
}

/** The files of the scan, in the order of their pages. */
function Scans({ draft }: { draft: PaperDraft }) {
  const send = usePaper((file: File) => {
    const form = new FormData();
    form.append('file', file, file.name);
    return request(`/paper-drafts/${draft.id}/files`, { method: 'POST', body: form });
  });
  const remove = usePaper((hash: string) => changeDraft(draft, 'DELETE', `/files/${hash}`));
  return (
    <div className="scans">
      <ul>
        {draft.files.map(({ hash, name, pages, firstPage }) => (
          <li key={hash}>
            <span>{name}</span>
            <span className="quiet small num">
              第{firstPage}
              {pages > 1 ? `–${firstPage + pages - 1}` : ''}页
            </span>
            <Popconfirm title="移除这个文件？其后各页往前编号" okText="移除" cancelText="取消" onConfirm={() => remove.mutate(hash)}>
              <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`移除${name}`} />
            </Popconfirm>
          </li>
        ))}
      </ul>
      <Upload
        accept=".pdf,.jpg,.jpeg,.png,.webp"
        showUploadList={false}
        beforeUpload={(file) => {
          send.mutate(file);
          return Upload.LIST_IGNORE;
        }}
      >
        <Button icon={<UploadOutlined />} loading={send.isPending}>
          上传扫描件
        </Button>
      </Upload>
      <span className="quiet small">PDF 或者图片，按上传的先后接续编页</span>
      {send.isError ? <Refused error={send.error} /> : null}
      {remove.isError ? <Refused error={remove.error} /> : null}
    </div>
  );
}

function History({ draft }: { draft: PaperDraft }) {
  return (
    <div className="panel draft-history">
      <h2>经过</h2>
      <ol className="draft-steps">
        {draft.steps.map(({ kind, by, at, text }, index) => (
          <li key={index}>
            <span className="num quiet">{localTime(at)}</span> {by.name}　{DRAFT_STEP_LABELS[kind]}
            {text ? `：${text}` : ''}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** People, units and what earlier acts made, in words. */
function useNames(draft: PaperDraft): (id: string) => string {
  const people = usePeople();
  const units = useUnits();
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const { id, name } of people.data?.items ?? []) names.set(id, name);
    for (const { id, name } of units.data?.items ?? []) names.set(id, name);
    const { file } = draft;
    for (const { value, label } of file ? evidenceOf(file) : []) names.set(referenceTo(value, file!) ?? value, label);
    if (file?.matter) names.set(file.matter.code, `${file.matter.code} ${file.matter.name}`);
    for (const act of draft.acts) names.set(act.by, act.byName);
    return (id: string) => names.get(id) ?? id;
  }, [people.data, units.data, draft]);
}
