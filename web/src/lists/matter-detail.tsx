import { Tag } from 'antd';
import { type Clause, clauseLabel, type Source } from '../../../domain/lists/fields.ts';
import {
  amountLabel,
  CLAUSE_SUBJECT_LABELS,
  IMPOSITION_LABELS,
  executionWords,
  type Matter,
  type MatterPenalty,
  PENALTY_STAGE_LABELS,
} from '../../../domain/lists/matters.ts';
import { Facts } from '../parts/facts.tsx';

const yesNo = (value: boolean) => (value ? '是' : '否');

/** One power: its clauses, what it allows against whom, and the clause that went before. */
export function MatterDetail({ matter }: { matter: Matter }) {
  return (
    <div className="stack">
      <div className="detail-tags">
        {matter.orderToCorrectFirst ? <Tag color="orange">须先责令改正</Tag> : null}
        {matter.firstViolationExemptible ? <Tag color="green">可首违不罚</Tag> : null}
        {matter.simplifiedProcedureEligible.citizen || matter.simplifiedProcedureEligible.organisation ? (
          <Tag color="blue">可当场处罚</Tag>
        ) : null}
        {matter.major ? <Tag color="red">重大事项</Tag> : null}
        {matter.verified ? <Tag variant="filled">条文已核实</Tag> : <Tag color="gold">条文待核实</Tag>}
      </div>
      <Facts
        rows={[
          { label: '编号', value: matter.code },
          { label: '领域', value: matter.domain },
          { label: '违则', value: matter.violationClause ? clauseLabel(matter.violationClause) : '清单未列', wide: true },
          { label: '罚则', value: clauseLabel(matter.penaltyClause), wide: true },
          { label: '行使层级', value: matter.delegatedTo.map((level) => (level === 'town' ? '镇街' : '县级')).join('、') },
          {
            label: '责令改正',
            value: `${yesNo(matter.orderToCorrect)}${matter.correctionDaysTypical ? `，一般${matter.correctionDaysTypical}日` : ''}`,
          },
          { label: '赋权依据', value: matter.delegationBasis.title, wide: true },
          { label: '逾期不履行', value: executionWords(matter), wide: true },
          matter.seizure !== undefined && { label: '查封扣押', value: clauseLabel(matter.seizure.clause), wide: true },
          matter.firstViolation !== null && { label: '首违不罚', value: matter.firstViolation.condition, wide: true },
          matter.suitTerm !== undefined && { label: '起诉期限', value: `${matter.suitTerm.days}日：${matter.suitTerm.basis}`, wide: true },
          matter.reviewFirst !== undefined && { label: '复议前置', value: matter.reviewFirst, wide: true },
          matter.effectiveFrom !== null && { label: '条文施行', value: matter.effectiveFrom },
          matter.notes !== null && { label: '说明', value: matter.notes, wide: true },
        ]}
      />
      <section>
        <h3 className="section-title">处罚种类和幅度</h3>
        <Penalties rows={matter.penalties} />
      </section>
      {matter.clauseText ? (
        <section>
          <h3 className="section-title">条文</h3>
          <p className="quote">{matter.clauseText}</p>
        </section>
      ) : null}
      {matter.predecessor ? (
        <section>
          <h3 className="section-title">此前的法律（施行至 {matter.predecessor.effectiveUntil}）</h3>
          <p className="quiet">违法行为发生在新法施行前的，从旧兼从轻：两部法律都推算，适用处罚较轻的。</p>
          <Facts
            rows={[
              { label: '违则', value: clauseLabel(matter.predecessor.violationClause), wide: true },
              { label: '罚则', value: clauseLabel(matter.predecessor.penaltyClause), wide: true },
            ]}
          />
          <Penalties rows={matter.predecessor.penalties} />
        </section>
      ) : null}
      <SourceNote source={matter.source} />
    </div>
  );
}

export function Penalties({ rows }: { rows: readonly MatterPenalty[] }) {
  return (
    <table className="detail-table num">
      <thead>
        <tr>
          <th>对象</th>
          <th>情形</th>
          <th>种类</th>
          <th>幅度</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            <td>{CLAUSE_SUBJECT_LABELS[row.subjectKind]}</td>
            <td>{PENALTY_STAGE_LABELS[row.stage]}</td>
            <td>
              {row.kind}
              {row.isPenalty ? '' : <span className="quiet small">（非处罚）</span>}
              {row.imposition ? <span className="quiet small">（{IMPOSITION_LABELS[row.imposition]}）</span> : null}
            </td>
            <td>
              {amountLabel(row) || '—'}
              {row.note ? <div className="quiet small">{row.note}</div> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export const clauseText = (clause: Clause | null): string => (clause ? clauseLabel(clause) : '—');

export function SourceNote({ source }: { source: Source }) {
  return <p className="quiet small">来源：{[source.title, source.document, source.article].filter(Boolean).join('，')}</p>;
}
