import { Tag } from 'antd';
import { type Delegation, MODE_LABELS, POWER_LABELS, TOWN_TYPE_LABELS } from '../../../domain/lists/delegation.ts';
import { clauseLabel } from '../../../domain/lists/fields.ts';
import type { Duty } from '../../../domain/lists/duties.ts';
import type { PatrolItem } from '../../../domain/lists/patrol-items.ts';
import { Facts } from '../parts/facts.tsx';
import { SourceNote } from './matter-detail.tsx';

export const tags = (words: readonly string[]) =>
  words.map((word) => (
    <Tag key={word} variant="filled">
      {word}
    </Tag>
  ));

const PERIODS: Record<PatrolItem['frequency']['per'], string> = { month: '每月', quarter: '每季度', year: '每年' };
export const frequencyWords = ({ frequency }: PatrolItem): string => `${PERIODS[frequency.per]}${frequency.times}次`;

export function DutyDetail({ duty }: { duty: Duty }) {
  return (
    <div className="stack">
      <Facts
        rows={[
          { label: '编号', value: duty.code },
          { label: '领域', value: duty.domain },
          { label: '牵头部门', value: duty.leadDepartment },
          { label: '协同部门', value: duty.assistingDepartments.join('、') || '无' },
          { label: '镇街职责', value: duty.townRole, wide: true },
          { label: '关键词', value: <span className="detail-tags">{tags(duty.keywords)}</span>, wide: true },
        ]}
      />
      <SourceNote source={duty.source} />
    </div>
  );
}

export function PatrolDetail({ item }: { item: PatrolItem }) {
  return (
    <div className="stack">
      <Facts
        rows={[
          { label: '对象', value: item.object },
          { label: '领域', value: item.domain },
          { label: '标准', value: item.standard, wide: true },
          { label: '频次', value: frequencyWords(item) },
          { label: '综合查一次', value: item.mergeGroup },
          { label: '检查部门', value: item.departments.join('、'), wide: true },
          { label: '关联事项', value: item.relatedMatters.join('、') || '无', wide: true },
        ]}
      />
      <p className="quiet small">来源：{item.source.title}</p>
    </div>
  );
}

export function DelegationDetail({ row }: { row: Delegation }) {
  return (
    <Facts
      rows={[
        { label: '事项', value: `${row.matterCode} ${row.matterName}`, wide: true },
        { label: '赋予', value: row.towns ? row.towns.join('、') : `全部${TOWN_TYPE_LABELS[row.townType]}` },
        { label: '权力', value: row.powers.map((power) => POWER_LABELS[power]).join('、') },
        row.mode === 'entrusted' && { label: '取得方式', value: MODE_LABELS[row.mode] },
        row.clause !== undefined && { label: '强制权依据', value: clauseLabel(row.clause), wide: true },
        { label: '自', value: row.effectiveFrom },
        { label: '至', value: row.effectiveUntil ?? '收回时止' },
        { label: '依据', value: row.decision.title, wide: true },
        row.note !== null && { label: '说明', value: row.note, wide: true },
      ]}
    />
  );
}
