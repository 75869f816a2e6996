import { Descriptions, Empty, Table, Tag } from 'antd';
import { Link } from 'react-router';
import type { ReactNode } from 'react';
import type { EarlierViolation } from '../../../domain/case/context.ts';
import type { CaseFile, ProposedPenalty } from '../../../domain/case/state.ts';
import { CHANNEL_LABELS, OUTCOME_LABELS, SERVICE_METHOD_LABELS, SUBJECT_KIND_LABELS } from '../../../domain/vocabulary.ts';
import { localTime } from '../lights/remaining.ts';

const names = (people: { name: string }[]) => people.map((person) => person.name).join('、') || '—';

const PROPOSAL_LABELS: Record<ProposedPenalty['kind'], string> = {
  penalty: '给予行政处罚', 'no-penalty': '不予行政处罚', 'not-established': '违法事实不成立', transfer: '移送其他机关', police: '移送公安机关',
};

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section style={{ marginBottom: 22 }}>
      <h3 style={{ margin: '0 0 8px', fontSize: 15 }}>{title}</h3>
      {children}
    </section>
  );
}

function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <Descriptions
      size="small" bordered column={{ xs: 1, sm: 1, md: 2 }}
      styles={{ label: { width: 120, color: '#5f6c73' } }}
      items={rows.map(([label, value], index) => ({ key: index, label, children: value ?? '—' }))}
    />
  );
}

const yuan = (amount: number) => `${amount.toLocaleString('zh-CN')} 元`;

function proposal(proposed: ProposedPenalty): [string, ReactNode][] {
  return [
    ['拟处理', PROPOSAL_LABELS[proposed.kind]],
    ['罚款', proposed.money.fine > 0 ? yuan(proposed.money.fine) : '无'],
    ['没收', proposed.money.confiscation > 0 ? yuan(proposed.money.confiscation) : '无'],
    ['其他处罚', proposed.others.join('、') || '无'],
    ['裁量档次', proposed.derivation ? `${proposed.derivation.tier}（${proposed.derivation.law}）` : '—'],
    ['认定事实', proposed.facts],
  ];
}

/** The file, section by section, as far as the case has come. */
export function FileTab({ file, earlier }: { file: CaseFile; earlier: EarlierViolation[] }) {
  return (
    <>
      <Section title="线索">
        <Facts
          rows={[
            ['来源渠道', CHANNEL_LABELS[file.source.channel]],
            ['接收时间', localTime(file.source.receivedAt)],
            ['地址', file.address],
            ['线索编号', file.source.leadId ? <Link to={`/leads/${file.source.leadId}`}>{file.source.leadId}</Link> : '直接建立'],
          ]}
        />
        <p style={{ whiteSpace: 'pre-wrap' }}>{file.source.text}</p>
        {file.source.imported ? <p className="quiet">由纸质案件录入：{file.source.imported.reference}（{file.source.imported.reason}）</p> : null}
      </Section>
      <Section title="当事人和违法行为">
        {file.parties.length === 0 ? <p className="quiet">当事人尚未查明。</p> : (
          <Table
            size="small" pagination={false} rowKey={(party) => party.name + (party.identifier ?? '')} dataSource={file.parties} scroll={{ x: 560 }}
            columns={[
              { title: '姓名或名称', dataIndex: 'name' },
              { title: '类型', render: (_, party) => SUBJECT_KIND_LABELS[party.kind] },
              { title: '证件号码', render: (_, party) => party.identifier ?? '未查明' },
              { title: '联系电话', render: (_, party) => party.phone ?? '—' },
              { title: '住址', render: (_, party) => party.address ?? '—' },
            ]}
          />
        )}
        <div style={{ height: 8 }} />
        <Facts
          rows={[
            ['违法事项', file.matter ? `${file.matter.code} ${file.matter.name}` : '尚未确定'],
            ['清单版本', file.matter?.listVersion ?? '—'],
            ['发生之日', file.conduct ? `${file.conduct.on}${file.conduct.continuing ? '（连续或继续）' : ''}` : '—'],
            ['发生地', file.conduct?.place ?? '—'],
          ]}
        />
      </Section>
      {earlier.length > 0 ? (
        <Section title="该当事人在全县的既往案件">
          <Table
            size="small" pagination={false} rowKey="caseId" dataSource={earlier} scroll={{ x: 560 }}
            columns={[
              { title: '案号', render: (_, row) => <Link to={`/cases/${row.caseId}`}>{row.number ?? '未编号'}</Link> },
              { title: '事项', dataIndex: 'matterName' },
              { title: '镇街', dataIndex: 'town' },
              { title: '决定之日', render: (_, row) => row.decidedOn ?? '—' },
              { title: '结果', render: (_, row) => (row.outcome ? OUTCOME_LABELS[row.outcome] : '在办') },
              { title: '罚款', render: (_, row) => (row.fine ? yuan(row.fine) : '—') },
            ]}
          />
        </Section>
      ) : null}
      {file.verification ? (
        <Section title="核查">
          <Facts rows={[['核查时间', localTime(file.verification.at)], ['核查人员', names(file.verification.officers)], ['结论', file.verification.founded ? '属实' : '不属实'], ['情况', file.verification.findings]]} />
        </Section>
      ) : null}
      {file.stopActions.length > 0 || file.corrections.length > 0 ? (
        <Section title="制止和责令改正">
          {file.stopActions.map((action) => <p key={action.at}>{localTime(action.at)}　{action.action}：{action.result}（{names(action.officers)}）</p>)}
          {file.corrections.map((order) => (
            <div key={order.id}>
              <p>{localTime(order.at)}　责令改正：{order.requirement}，限 <b>{order.dueOn}</b> 前改正</p>
              {order.checks.map((check) => (
                <p key={check.at} style={{ paddingLeft: 16 }}>
                  {localTime(check.at)}　复查 <Tag color={check.corrected ? 'green' : 'red'}>{check.corrected ? '已改正' : '未改正'}</Tag>{check.findings}（{names(check.officers)}）
                </p>
              ))}
            </div>
          ))}
        </Section>
      ) : null}
      {file.filing ? (
        <Section title="立案">
          <Facts rows={[['案号', file.filing.number ?? '编号中'], ['立案之日', file.filing.filedOn], ['办案人员', names(file.filing.officers)], ['理由', file.filing.reason]]} />
        </Section>
      ) : null}
      {file.conclusion ? (
        <Section title="调查终结">
          <Facts rows={proposal(file.conclusion.proposed)} />
          {file.conclusion.proposed.derivation ? (
            <ol className="why-lines" style={{ marginTop: 8 }}>
              {file.conclusion.proposed.derivation.lines.map((line, index) => (
                <li key={index}><span>{line.text}{line.basis ? <span className="why-basis">{line.basis}</span> : null}</span></li>
              ))}
            </ol>
          ) : null}
        </Section>
      ) : null}
      {file.review ? (
        <Section title="法制审核">
          {file.review.mandatory.length > 0 ? <p>应当审核：{file.review.mandatory.join('；')}</p> : null}
          {file.review.returns.map((round) => (
            <div key={round.at}>
              <p>{localTime(round.at)}　退回补充</p>
              {round.opinions.map((opinion) => <p key={opinion.id} style={{ paddingLeft: 16 }}>{opinion.text}　→ {opinion.answer ?? '待答复'}</p>)}
            </div>
          ))}
          {file.review.passed ? <p>{localTime(file.review.passed.at)}　{file.review.passed.by.name} 审核通过：{file.review.passed.opinion}</p> : <p className="quiet">{localTime(file.review.submittedAt)} 已提交，待审核。</p>}
        </Section>
      ) : null}
      {file.notice ? (
        <Section title="事先告知">
          <Facts rows={[['送达之日', file.notice.servedOn], ['听证权利', file.notice.hearingRight ? `有：${file.notice.hearingWhy}` : `无：${file.notice.hearingWhy}`], ...proposal(file.notice.proposed)]} />
          {file.statements.map((statement) => <p key={statement.at}>{localTime(statement.at)}　{statement.text}{statement.points.map((point) => `　“${point.argument}”${point.adopted ? '予以采纳' : '不予采纳'}：${point.answer}`).join('')}</p>)}
        </Section>
      ) : null}
      {file.hearing?.record ? <Section title="听证"><p>{localTime(file.hearing.record.at)}　主持人 {file.hearing.record.chair.name}：{file.hearing.record.summary}</p><p>意见：{file.hearing.record.opinion}</p></Section> : null}
      {file.decision ? (
        <Section title="决定">
          <Facts
            rows={[
              ['结果', PROPOSAL_LABELS[file.decision.kind]], ['决定之日', file.decision.decidedOn],
              ['罚款', file.decision.money.fine > 0 ? yuan(file.decision.money.fine) : '无'], ['其他', file.decision.others.join('、') || '无'],
              ['决定人', file.decision.by.name], ['文书号', file.decision.documentNumber ?? '—'], ['理由', file.decision.reasons],
            ]}
          />
        </Section>
      ) : null}
      {file.served.length > 0 ? (
        <Section title="送达">
          {file.served.map((service) => <p key={service.id}>{localTime(service.at)}　{service.document}，{SERVICE_METHOD_LABELS[service.method]}，{service.effectiveOn} 生效，回证 {service.receipt}</p>)}
        </Section>
      ) : null}
      {file.execution.paid.length > 0 ? (
        <Section title="缴款">
          {file.execution.paid.map((payment) => <p key={payment.receipt}>{localTime(payment.at)}　{payment.forSurcharge ? '加处罚款' : '罚款'} {yuan(payment.amount)}，票据 {payment.receipt}</p>)}
        </Section>
      ) : null}
      {file.ending ? <Section title="结案"><p>{localTime(file.ending.at)}　{OUTCOME_LABELS[file.ending.outcome]}：{file.ending.reason}</p></Section> : null}
      {file.notes.length > 0 ? (
        <Section title="工作备注">{file.notes.map((note) => <p key={note.at + note.text}>{localTime(note.at)}　{note.text}</p>)}</Section>
      ) : null}
      {!file.verification && !file.dispatch ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="案件刚刚建立，等待分派" /> : null}
    </>
  );
}
