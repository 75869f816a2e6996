import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { RUNG_LABELS } from '../../../domain/terms/ladder.ts';
import type { CasePolicy } from '../../../domain/case/policy.ts';
import { type Ladder, PAUSE_GROUND_LABELS, TERM_EFFECT_LABELS, TERM_EFFECTS, type TermDefinition } from '../../../domain/terms/model.ts';
import { lengthText } from '../../../domain/terms/words.ts';
import { STAGE_LABELS, type Stage } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { Facts } from '../parts/facts.tsx';
import { Read } from '../parts/read.tsx';
import { yuan } from '../parts/words.ts';
import { Cited } from '../law/cited.tsx';

/** The rules that cases run under: terms, what follows when a light turns, thresholds; each with its article. */
export function PolicyView() {
  const policy = useQuery({ queryKey: ['lists', 'policy'], queryFn: () => request<CasePolicy>('/lists/policy'), staleTime: 60_000 });
  return (
    <Read query={policy} rows={12}>
      {(data) => (
        <div className="stack">
          <Facts
            rows={[
              { label: '规则', value: `${data.id}，第 ${data.version} 版` },
              { label: '内容哈希', value: <span className="hash">{data.hash}</span> },
              { label: '不可更改', value: '在办案件沿用立案时的版本；换用新版须预览差异并批准。', wide: true },
            ]}
          />
          <Thresholds policy={data} />
          <section>
            <h3 className="section-title">督办阶梯</h3>
            <div className="ladders">
              {data.ladders.map((ladder) => (
                <LadderCard key={ladder.key} ladder={ladder} />
              ))}
            </div>
          </section>
          {TERM_EFFECTS.map((effect) => (
            <Terms key={effect} title={`${TERM_EFFECT_LABELS[effect]}期限`} terms={data.terms.filter((term) => term.effect === effect)} />
          ))}
        </div>
      )}
    </Read>
  );
}

function Thresholds({ policy: { thresholds } }: { policy: CasePolicy }) {
  const rows = [
    { label: '听证：较大数额罚款', ...thresholds.hearingFine },
    { label: '集体讨论：重大违法行为', ...thresholds.collectiveFine },
    { label: '由执法局办理的罚款', ...thresholds.bureauFine },
  ];
  return (
    <section>
      <h3 className="section-title">金额界线</h3>
      <div className="detail-scroll">
        <table className="detail-table num">
          <thead>
            <tr>
              <th>事项</th>
              <th>公民</th>
              <th>法人或其他组织</th>
              <th>依据</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <td>{row.label}</td>
                <td>{yuan(row.citizen)}</td>
                <td>{yuan(row.organisation)}</td>
                <td className="quiet small">
                  <Cited text={row.basis} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet">
        个体工商户按{thresholds.individualBusinessAs === 'citizen' ? '公民' : '法人或其他组织'}适用；移送公安
        {thresholds.copyToProcurator ? '同时抄送' : '不抄送'}检察机关。
        {thresholds.firstViolation
          ? `“初次违法”看行为前${thresholds.firstViolation.months}个月内的同类违法（${thresholds.firstViolation.basis}）。`
          : '“初次违法”看全部记录。'}
      </p>
    </section>
  );
}

function LadderCard({ ladder }: { ladder: Ladder }) {
  return (
    <div className="ladder">
      <strong>{ladder.label}</strong>
      <ol>
        {ladder.rungs.map((rung, index) => {
          const after =
            rung.after.length === 0
              ? '时'
              : rung.after.length < 0
                ? `前${lengthText(-rung.after.length, rung.after.unit)}`
                : `后${lengthText(rung.after.length, rung.after.unit)}`;
          return (
            <li key={index}>
              <span className="ladder-when quiet">
                {rung.at === 'yellow' ? '转黄' : '转红'}
                {after}
              </span>
              {RUNG_LABELS[rung.action]}
              {rung.answerWithin ? `，${lengthText(rung.answerWithin.length, rung.answerWithin.unit)}内答复` : ''}
              {rung.automatic ? '（自动）' : ''}
              {rung.anyHour ? '（随时告知）' : ''}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

const ROLLS = { none: '不顺延', next: '顺延', previous: '提前' };

function Terms({ title, terms }: { title: string; terms: TermDefinition[] }) {
  return (
    <section>
      <h3 className="section-title">
        {title} <span className="quiet">{terms.length} 项</span>
      </h3>
      <div className="detail-scroll">
        <table className="detail-table num terms-table">
          <thead>
            <tr>
              <th>期限</th>
              <th>长度</th>
              <th>转黄</th>
              <th>暂停事由</th>
              <th>依据</th>
            </tr>
          </thead>
          <tbody>
            {terms.map((term) => (
              <tr key={term.key}>
                <td>
                  {term.label}
                  <div className="quiet small">
                    {term.stage ? `${STAGE_LABELS[term.stage as Stage]}阶段` : ''}
                    {term.window ? '权利期间' : ''}
                    {term.roll === 'none' ? '' : `末日${ROLLS[term.roll]}`}
                  </div>
                </td>
                <td>
                  {lengthText(term.length, term.unit)}
                  {term.direction === 'back' ? '前' : ''}
                </td>
                <td className="quiet">
                  {term.window ? '—' : `用去${Math.round(term.yellow.share * 100)}%或剩${lengthText(term.yellow.remaining, term.unit)}`}
                </td>
                <td className="quiet small">{term.pausedBy.map((ground) => PAUSE_GROUND_LABELS[ground]).join('、') || '不暂停'}</td>
                <td className="small">
                  <Cited text={term.basis} />
                  {term.local ? (
                    <div>
                      <Tag color="gold">本地规定待核</Tag>
                    </div>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
