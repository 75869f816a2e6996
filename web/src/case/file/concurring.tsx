import { Tag } from 'antd';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { PENALTY_STAGE_LABELS } from '../../../../domain/lists/matters.ts';
import { localTime } from '../../lights/remaining.ts';
import { Folded } from '../../parts/folded.tsx';
import { Entry, Section } from '../../parts/section.tsx';
import { WhyLines } from '../../parts/why-lines.tsx';

/** One act under several clauses (行政处罚法 29): each with its range, and the one that is applied. */
export function Concurring({ file: { concurrence } }: { file: CaseFile }) {
  if (!concurrence) return null;
  return (
    <Section title="竞合条款的比较">
      <Entry head={`${localTime(concurrence.at)}　同一个违法行为违反${concurrence.clauses.length}个条款，按照罚款数额高的规定处罚`}>
        <p>{concurrence.act}</p>
      </Entry>
      {concurrence.clauses.map((one) => (
        <Entry
          key={one.code}
          head={
            <>
              {one.code} {one.name}　{one.code === concurrence.chosen ? <Tag color="green">适用</Tag> : null}
              {one.stage === 'direct' ? null : <Tag>{PENALTY_STAGE_LABELS[one.stage]}</Tag>}
            </>
          }
        >
          <p>
            {one.clause}：{one.text}
          </p>
          {one.why ? <p>{one.why}</p> : null}
        </Entry>
      ))}
      <Folded title={`比较过程 ${concurrence.lines.length} 步`}>
        <WhyLines lines={concurrence.lines} />
      </Folded>
    </Section>
  );
}
