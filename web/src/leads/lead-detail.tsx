import { ArrowLeftOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Descriptions, Form, Input, Modal, Progress, Select, Skeleton, Space, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { CHANNEL_LABELS } from '../../../domain/vocabulary.ts';
import type { LeadRow } from '../../../domain/views.ts';
import { request } from '../api/client.ts';
import { newKey } from '../api/idempotency.ts';
import { useUnits } from '../api/lists.ts';
import { MatterControl, UnitControl } from '../forms/lookup-controls.tsx';
import { Refused } from '../forms/refused.tsx';
import { localTime } from '../lights/remaining.ts';
import { useSession } from '../session/session.tsx';
import { KIND_TAGS } from './lead-words.ts';

interface Match {
  words: string[];
  item: string;
  itemTitle: string;
}

interface LeadAnswer extends LeadRow {
  dispatch: {
    departments: { department: string; score: number; matched: Match[]; assisting?: string[] }[];
    confidence: number;
    toPerson: boolean;
    why: string[];
    matters?: { code: string; name: string }[];
  };
  duplicates: { leadId: string; score: number; why: string[]; text?: string }[];
}

export function LeadDetail({ leadId, onBack }: { leadId: string; onBack: (() => void) | null }) {
  const lead = useQuery({ queryKey: ['leads', 'one', leadId], queryFn: () => request<LeadAnswer>(`/leads/${leadId}`) });
  const { may } = useSession();
  const [act, setAct] = useState<'accept' | 'merge' | 'reject' | null>(null);
  if (lead.isPending) return <Card><Skeleton active /></Card>;
  if (lead.isError) return <Refused error={lead.error} />;
  const data = lead.data;
  const words = [...new Set(data.dispatch.departments.slice(0, 3).flatMap((row) => row.matched.flatMap((match) => match.words)))];
  const open = data.status === 'new' && may('dispatcher', 'handler', 'town-head', 'bureau-handler', 'bureau-head');
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <Card>
        {onBack ? <Button type="text" icon={<ArrowLeftOutlined />} onClick={onBack} style={{ marginLeft: -12 }}>返回列表</Button> : null}
        <Space wrap>
          <Tag variant="filled">{CHANNEL_LABELS[data.channel]}</Tag>
          <Tag color={KIND_TAGS[data.kind].colour}>{KIND_TAGS[data.kind].label}</Tag>
          {data.ticket ? <span className="quiet">工单 {data.ticket}</span> : null}
        </Space>
        <p className="lead-text"><Marked text={data.text} words={words} /></p>
        <Descriptions
          size="small" column={{ xs: 1, md: 2 }}
          items={[
            { key: 't', label: '接收', children: localTime(data.receivedAt) },
            { key: 'a', label: '地点', children: `${data.town?.name ?? '属地不明'} ${data.address}` },
            { key: 'r', label: '反映人', children: `${data.reporterName ?? '未留'} ${data.reporterPhone ?? ''}` },
          ]}
        />
        {data.caseId ? <Alert type="success" showIcon style={{ marginTop: 12 }} title={<>已建立案件：<Link to={`/cases/${data.caseId}`}>查看案件</Link></>} /> : null}
        {data.status === 'rejected' ? <Alert style={{ marginTop: 12 }} type="info" showIcon title={`不予受理：${data.decidedReason ?? ''}`} /> : null}
        {data.mergedIntoId ? <Alert style={{ marginTop: 12 }} type="info" showIcon title={<>已并入 <Link to={`/leads/${data.mergedIntoId}`}>{data.mergedIntoId}</Link></>} /> : null}
        {open ? (
          <Space wrap style={{ marginTop: 16 }}>
            <Button type="primary" onClick={() => setAct('accept')}>受理并建案</Button>
            <Button onClick={() => setAct('merge')}>并入已有线索</Button>
            <Button onClick={() => setAct('reject')}>不予受理</Button>
          </Space>
        ) : null}
      </Card>
      <Card size="small" title="研判：建议承办部门" extra={<span className="quiet">把握 {Math.round(data.dispatch.confidence * 100)}%</span>}>
        {data.dispatch.toPerson ? <Alert type="warning" showIcon style={{ marginBottom: 8 }} title="需要人工判断" description={data.dispatch.why.join('；')} /> : null}
        {data.dispatch.departments.slice(0, 4).map((row, index) => (
          <div key={row.department} className="dispatch-row">
            <div>
              <strong>{index + 1}. {row.department}</strong>
              <Progress percent={Math.round(row.score * 100)} size="small" showInfo={false} />
            </div>
            <div>
              {row.matched.length === 0 ? <span className="quiet">按渠道和地点推断</span> : row.matched.slice(0, 5).map((match) => (
                <div key={match.item + match.words.join()}>
                  {match.words.map((word) => <Tag key={word} color="gold">{word}</Tag>)}
                  <span className="quiet">{match.item} {match.itemTitle}</span>
                </div>
              ))}
              {row.assisting && row.assisting.length > 0 ? <div className="quiet">协办：{row.assisting.join('、')}</div> : null}
            </div>
          </div>
        ))}
      </Card>
      {data.duplicates.length > 0 ? (
        <Card size="small" title="可能重复的线索">
          {data.duplicates.map((duplicate) => (
            <div key={duplicate.leadId} className="dispatch-row">
              <div><Link to={`/leads/${duplicate.leadId}`}>{duplicate.leadId}</Link><Progress percent={Math.round(duplicate.score * 100)} size="small" /></div>
              <div>{duplicate.text ? <div>{duplicate.text}</div> : null}<span className="quiet">{duplicate.why.join('；')}</span></div>
            </div>
          ))}
        </Card>
      ) : null}
      {act ? <LeadAct act={act} lead={data} onClose={() => setAct(null)} /> : null}
    </div>
  );
}

/** The text with the words that spoke for a department; overlapping words are joined. */
function Marked({ text, words }: { text: string; words: string[] }) {
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    if (!word) continue;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) marked.fill(true, at, at + word.length);
  }
  const parts: ReactNode[] = [];
  for (let start = 0; start < text.length;) {
    let end = start;
    while (end < text.length && marked[end] === marked[start]) end += 1;
    const part = text.slice(start, end);
    parts.push(marked[start] ? <mark key={start}>{part}</mark> : part);
    start = end;
  }
  return <>{parts}</>;
}

const TITLES = { accept: '受理并建立案件', merge: '并入已有线索', reject: '不予受理' };

function LeadAct({ act, lead, onClose }: { act: 'accept' | 'merge' | 'reject'; lead: LeadAnswer; onClose: () => void }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const client = useQueryClient();
  const units = useUnits();
  const [key] = useState(newKey);
  const proposed = lead.dispatch.departments[0]?.department;
  const [department, setDepartment] = useState(proposed);
  const send = useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      request<{ caseId?: string }>(`/leads/${lead.id}/${act}`, { method: 'POST', body, headers: { 'Idempotency-Key': key } }),
    onSuccess: (answer) => {
      void message.success(`已${TITLES[act]}`);
      void client.invalidateQueries({ queryKey: ['leads'] });
      onClose();
      if (answer?.caseId) void navigate(`/cases/${answer.caseId}`);
    },
  });
  const departments = [...new Set([
    ...lead.dispatch.departments.map((row) => row.department),
    ...(units.data?.items ?? []).filter((unit) => unit.kind !== 'county').map((unit) => unit.name),
  ])];
  return (
    <Modal open title={TITLES[act]} footer={null} onCancel={onClose} destroyOnHidden>
      <Form
        layout="vertical"
        onFinish={(values: Record<string, unknown>) => send.mutate(Object.fromEntries(Object.entries(values).filter(([, value]) => value != null && value !== '')))}
        initialValues={{ department: proposed, title: `${lead.town?.name ?? ''}${lead.address}：${lead.text.slice(0, 18)}`, townId: lead.town?.id }}
      >
        {act === 'accept' ? (
          <>
            <Form.Item name="title" label="案件名称" rules={[{ required: true, message: '请填写案件名称' }]}><Input maxLength={120} /></Form.Item>
            <Form.Item name="department" label="主管部门"><Select showSearch options={departments.map((name) => ({ value: name, label: name }))} onChange={setDepartment} /></Form.Item>
            {department !== proposed ? (
              <Form.Item name="reason" label="改派理由" extra="改派会让以后的研判更准" rules={[{ required: true, message: '请说明为什么改派' }]}><Input.TextArea rows={2} maxLength={1000} /></Form.Item>
            ) : null}
            <Form.Item name="unitId" label="承办单位" extra="不选则由属地镇街承办"><UnitControl /></Form.Item>
            <Form.Item name="matterCode" label="违法事项" extra="可在核查时再定"><MatterControl /></Form.Item>
          </>
        ) : null}
        {act === 'merge' ? (
          <Form.Item name="intoLeadId" label="并入哪条线索" rules={[{ required: true, message: '请选择' }]} initialValue={lead.duplicates[0]?.leadId}>
            <Select
              showSearch options={lead.duplicates.map((duplicate) => ({ value: duplicate.leadId, label: `${duplicate.leadId}　${duplicate.text?.slice(0, 24) ?? ''}` }))}
              notFoundContent="没有发现相似的线索"
            />
          </Form.Item>
        ) : null}
        {act === 'merge' || act === 'reject' ? (
          <Form.Item name="reason" label="理由" rules={[{ required: true, message: '请填写理由' }]}><Input.TextArea rows={3} maxLength={1000} /></Form.Item>
        ) : null}
        {send.isError ? <Refused error={send.error} /> : null}
        <Button type="primary" htmlType="submit" loading={send.isPending}>{TITLES[act]}</Button>
      </Form>
    </Modal>
  );
}
