import { Tag } from 'antd';
import { LITIGATION_KIND_LABELS, LITIGATION_RESULT_LABELS } from '../../../../domain/case/litigation/commands.ts';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { Entry, Section } from '../../parts/section.tsx';

/** Review and suit against the decision: begun, answered, and what came of it. */
export function Litigated({ file: { litigation } }: { file: CaseFile }) {
  if (litigation.length === 0) return null;
  return (
    <Section title="行政复议和行政诉讼">
      {litigation.map((one) => (
        <div key={one.kind + one.startedOn} className="file-thing">
          <Entry
            head={
              <>
                {one.startedOn}　{LITIGATION_KIND_LABELS[one.kind]}受理{one.reference ? `　${one.reference}` : ''}　
                {one.endedOn === null ? <Tag color="orange">正在进行</Tag> : null}
                {one.stopsExecution ? <Tag color="red">停止执行</Tag> : null}
              </>
            }
          >
            {one.copyReceivedOn ? (
              <p>
                {one.copyReceivedOn}收到{one.kind === 'review' ? '申请书' : '起诉状'}副本{one.simplified ? '，适用简易程序' : ''}
              </p>
            ) : null}
          </Entry>
          {one.answers.map((answer) => (
            <Entry key={answer.at} head={`${answer.submittedOn}　提交${one.kind === 'review' ? '答复' : '答辩'}　${answer.reference}`}>
              <p>{answer.materials.join('、')}</p>
            </Entry>
          ))}
          {one.endedOn ? (
            <Entry
              head={`${one.endedOn}　${LITIGATION_KIND_LABELS[one.kind]}终结${one.result ? `：${LITIGATION_RESULT_LABELS[one.result]}` : ''}`}
            >
              {one.servedOn ? <p>{one.servedOn}文书送达当事人</p> : null}
            </Entry>
          ) : null}
        </div>
      ))}
    </Section>
  );
}
