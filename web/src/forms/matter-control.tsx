import { Select, Tag } from 'antd';
import { clauseLabel } from '../../../domain/lists/fields.ts';
import { amountLabel, CLAUSE_SUBJECT_LABELS, type Matter, PENALTY_STAGE_LABELS } from '../../../domain/lists/matters.ts';
import { useMatters } from '../api/lists.ts';
import { attributes, type Control, worded } from './control.ts';

/** What a matter allows, in few words: `单位 500元以上3000元以下；公民 …`. */
export function finesOf(matter: Matter): string {
  const fines = matter.penalties
    .filter((row) => row.kind === '罚款')
    .map((row) => {
      const when = row.stage === 'direct' ? '' : `（${PENALTY_STAGE_LABELS[row.stage]}）`;
      return `${CLAUSE_SUBJECT_LABELS[row.subjectKind]} ${amountLabel(row)}${when}`;
    });
  return [...new Set(fines)].join('；') || '不设罚款';
}

/** The matter, found by code, name, field or article, with its clause and what it allows. */
export function MatterControl({ value, onChange, ...rest }: Control<string>) {
  const matters = useMatters();
  const rows = matters.data?.items ?? [];
  const chosen = rows.find((row) => row.code === value);
  return (
    <div>
      <Select
        {...attributes(rest)}
        loading={matters.isPending}
        labelRender={worded(matters.isPending)}
        allowClear
        value={value ?? null}
        listHeight={360}
        showSearch={{ optionFilterProp: 'search' }}
        placeholder="按名称、领域、编号或者条文查找"
        notFoundContent={matters.isError ? '没有读到执法事项清单' : '清单里没有符合的事项'}
        onChange={(code: string | undefined) => onChange?.(code ?? null)}
        options={rows.map((row) => ({
          value: row.code,
          label: `${row.code} ${row.name}`,
          row,
          search: `${row.code}${row.name}${row.domain}${row.penaltyClause.law}${row.penaltyClause.article}`,
        }))}
        optionRender={(option) => {
          const { row } = option.data as unknown as { row: Matter };
          return (
            <div className="matter-option">
              <div>{row.name}</div>
              <div className="quiet small">
                {row.code}　{row.domain}　{clauseLabel(row.penaltyClause)}
              </div>
              <div className="quiet small num">{finesOf(row)}</div>
            </div>
          );
        }}
      />
      {chosen ? <MatterNote matter={chosen} /> : null}
    </div>
  );
}

export function MatterNote({ matter }: { matter: Matter }) {
  return (
    <div className="field-note">
      <div>罚则：{clauseLabel(matter.penaltyClause)}</div>
      <div className="num">罚款：{finesOf(matter)}</div>
      <div>
        {matter.orderToCorrectFirst ? <Tag color="orange">须先责令改正</Tag> : null}
        {matter.firstViolationExemptible ? <Tag color="green">可首违不罚</Tag> : null}
        {matter.major ? <Tag color="red">重大事项</Tag> : null}
        {matter.delegatedTo.includes('town') ? null : <Tag>由县级行使</Tag>}
      </div>
    </div>
  );
}
