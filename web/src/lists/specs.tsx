import { Tag } from 'antd';
import type { Benchmark, FactorDefinitions } from '../../../domain/lists/benchmarks.ts';
import { type Delegation, POWER_LABELS, TOWN_TYPE_LABELS } from '../../../domain/lists/delegation.ts';
import type { Duty } from '../../../domain/lists/duties.ts';
import type { Matter } from '../../../domain/lists/matters.ts';
import type { PatrolItem } from '../../../domain/lists/patrol-items.ts';
import { finesOf } from '../forms/matter-control.tsx';
import { shortened } from '../parts/words.ts';
import { BenchmarkDetail } from './benchmark-detail.tsx';
import type { ListSpec } from './list-table.tsx';
import { clauseText, MatterDetail } from './matter-detail.tsx';
import { DelegationDetail, DutyDetail, frequencyWords, PatrolDetail, tags } from './other-details.tsx';

export const MATTERS: ListSpec<Matter> = {
  list: 'matters',
  hint: '每一项行政处罚权：违则、罚则、对谁、罚多少、由谁行使。',
  keyOf: (row) => row.code,
  titleOf: (row) => row.name,
  columns: [
    { title: '编号', width: 96, render: (row) => <span className="num">{row.code}</span> },
    { title: '名称', render: (row) => row.name },
    { title: '领域', width: 104, render: (row) => row.domain },
    { title: '罚则', width: 250, render: (row) => clauseText(row.penaltyClause) },
    { title: '罚款', width: 230, render: (row) => <span className="num">{shortened(finesOf(row), 56)}</span> },
  ],
  detail: (row) => <MatterDetail matter={row} />,
};

export const BENCHMARKS: ListSpec<Benchmark> = {
  list: 'benchmarks',
  hint: '同样的事实得到同样的幅度：要素 → 档次 → 幅度，可在“裁量计算器”里试算。',
  keyOf: (row) => row.matterCode,
  titleOf: (row) => row.matterName,
  columns: [
    { title: '编号', width: 96, render: (row) => <span className="num">{row.matterCode}</span> },
    { title: '名称', render: (row) => row.matterName },
    { title: '档次', width: 330, render: (row) => <span className="detail-tags">{tags(row.tiers.map(({ tier }) => tier))}</span> },
    { title: '核实', width: 90, render: (row) => (row.verified ? <Tag variant="filled">已核实</Tag> : <Tag color="gold">待核实</Tag>) },
  ],
  detail: (row, page) => <BenchmarkDetail benchmark={row} factors={(page as { factors?: FactorDefinitions }).factors ?? {}} />,
};

export const DUTIES: ListSpec<Duty> = {
  list: 'duties',
  hint: '线索里出现哪些词，由哪个部门牵头：线索研判据此建议。',
  keyOf: (row) => row.code,
  titleOf: (row) => row.item,
  columns: [
    { title: '编号', width: 96, render: (row) => <span className="num">{row.code}</span> },
    { title: '名称', render: (row) => row.item },
    { title: '牵头部门', width: 150, render: (row) => row.leadDepartment },
    { title: '关键词', width: 380, render: (row) => <span className="quiet">{shortened(row.keywords.join('、'), 60)}</span> },
  ],
  detail: (row) => <DutyDetail duty={row} />,
};

export const PATROLS: ListSpec<PatrolItem> = {
  list: 'patrol-items',
  hint: '日常巡查查什么、多久一次；同一对象的事项并作一次查完。',
  keyOf: (row) => row.code,
  titleOf: (row) => row.item,
  columns: [
    { title: '对象', width: 110, render: (row) => row.object },
    { title: '名称', render: (row) => row.item },
    { title: '标准', width: 330, render: (row) => <span className="quiet">{row.standard}</span> },
    { title: '频次', width: 100, render: (row) => frequencyWords(row) },
    { title: '综合查一次', width: 150, render: (row) => row.mergeGroup },
  ],
  detail: (row) => <PatrolDetail item={row} />,
};

export const DELEGATIONS: ListSpec<Delegation> = {
  list: 'delegation',
  hint: '哪类镇街从哪天到哪天可以行使哪项权力；收回前立的案，由镇街办完。',
  keyOf: (row) => row.code,
  titleOf: (row) => `${row.matterName}（${TOWN_TYPE_LABELS[row.townType]}）`,
  columns: [
    { title: '事项', width: 96, render: (row) => <span className="num">{row.matterCode}</span> },
    { title: '名称', render: (row) => row.matterName },
    { title: '赋予', width: 130, render: (row) => (row.towns ? row.towns.join('、') : `全部${TOWN_TYPE_LABELS[row.townType]}`) },
    { title: '权力', width: 110, render: (row) => row.powers.map((power) => POWER_LABELS[power]).join('、') },
    {
      title: '期间',
      width: 200,
      render: (row) => (
        <span className="num">
          {row.effectiveFrom} 起{row.effectiveUntil ? `至 ${row.effectiveUntil}` : ''}
        </span>
      ),
    },
  ],
  detail: (row) => <DelegationDetail row={row} />,
};
