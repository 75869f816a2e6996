import { Tag } from 'antd';
import { MEASURE_LABELS, SEIZURE_ENDING_LABELS } from '../../../domain/case/seizure/commands.ts';
import type { CaseFile, Evidence, Seizure } from '../../../domain/case/state.ts';
import { PRESERVATION_ENDING_LABELS } from '../../../domain/case/evidence/commands.ts';
import { EVIDENCE_KIND_LABELS } from '../../../domain/vocabulary.ts';
import { localTime } from '../lights/remaining.ts';
import { Nothing } from '../parts/nothing.tsx';
import { names } from '../parts/words.ts';

/** Everything that was collected, as it was collected, and what is held in custody. */
export function EvidenceTab({ file }: { file: CaseFile }) {
  if (file.evidence.length + file.preservations.length + file.seizures.length === 0) return <Nothing>尚无证据</Nothing>;
  return (
    <div className="evidence-list">
      {file.evidence.map((item, index) => (
        <EvidenceCard key={item.id} caseId={file.caseId} item={item} number={index + 1} />
      ))}
      {file.preservations.length > 0 ? <h3 className="section-title">先行登记保存</h3> : null}
      {file.preservations.map((one) => (
        <div key={one.id} className="evidence">
          <div className="evidence-title">
            <strong>{one.items.map((item) => `${item.name} ${item.quantity}`).join('、')}</strong>
            {one.resolution ? (
              <Tag color="green">{PRESERVATION_ENDING_LABELS[one.resolution.kind]}</Tag>
            ) : (
              <Tag color="orange">待处理（七个工作日内）</Tag>
            )}
            {one.approvedBy || one.resolution ? null : <Tag color="red">待补办批准</Tag>}
          </div>
          <span className="quiet small num">
            {localTime(one.at)}　{names(one.officers)}　{one.items.map((item) => item.place).join('、')}
          </span>
          {one.resolution ? <span>{one.resolution.note}</span> : null}
        </div>
      ))}
      {file.seizures.length > 0 ? <h3 className="section-title">查封、扣押</h3> : null}
      {file.seizures.map((one) => (
        <SeizureCard key={one.id} seizure={one} />
      ))}
    </div>
  );
}

function SeizureCard({ seizure }: { seizure: Seizure }) {
  const { measure, request, answer, carriedOut, extension, custody, resolution } = seizure;
  const goods = (carriedOut ?? request)?.goods ?? [];
  const last = custody.at(-1) ?? carriedOut;
  return (
    <div className="evidence">
      <div className="evidence-title">
        <Tag variant="filled">{MEASURE_LABELS[measure]}</Tag>
        <strong>{goods.map(({ name, quantity }) => `${name} ${quantity}`).join('、')}</strong>
        {resolution ? <Tag color="green">{SEIZURE_ENDING_LABELS[resolution.kind]}</Tag> : null}
        {carriedOut && !resolution ? <Tag color="orange">待处理（期限见时限）</Tag> : null}
        {answer ? answer.approved ? null : <Tag color="red">未批准</Tag> : <Tag color="red">待批准</Tag>}
        {extension ? <Tag color="gold">延长{extension.days}日</Tag> : null}
      </div>
      {carriedOut ? (
        <span className="quiet small num">
          {localTime(carriedOut.carriedOutAt)}　{names(carriedOut.officers)}　{carriedOut.documentNumber}　{last?.keeper}保管于{last?.place}
        </span>
      ) : null}
      {resolution ? (
        <span>
          {resolution.on}　{resolution.note}
        </span>
      ) : null}
    </div>
  );
}

const PICTURE = /\.(jpe?g|png|webp|gif|bmp)$/i;

function EvidenceCard({ caseId, item, number }: { caseId: string; item: Evidence; number: number }) {
  const address = item.fileHash ? `/api/v1/cases/${caseId}/files/${item.fileHash}` : null;
  return (
    <article className="evidence" data-excluded={item.excluded !== null}>
      <div className="evidence-title">
        <span className="quiet num">{number}</span>
        <strong>{item.title}</strong>
        <Tag variant="filled">{EVIDENCE_KIND_LABELS[item.kind]}</Tag>
        <Tag variant="filled">{item.original ? '原件' : '复制件'}</Tag>
        {item.excluded ? <Tag color="red">已排除</Tag> : item.verified ? <Tag color="green">已查证</Tag> : <Tag color="gold">待查证</Tag>}
      </div>
      <span className="quiet small num">
        {localTime(item.collectedAt)}　{names(item.collectors)}　{item.place}
        {item.provider ? `　提供人 ${item.provider}` : ''}
      </span>
      {item.copyNote ? <span>{item.copyNote}</span> : null}
      {item.device ? (
        <span>
          监控设备 {item.device.number}，{names(item.device.reviewers)} 审核
        </span>
      ) : null}
      {item.excluded ? (
        <span>
          排除理由：{item.excluded.reason}（{item.excluded.basis}）
        </span>
      ) : null}
      {address ? (
        <>
          {PICTURE.test(item.fileName ?? '') ? (
            <a href={address} target="_blank" rel="noreferrer">
              <img src={address} alt={item.title} loading="lazy" />
            </a>
          ) : null}
          <span>
            <a href={address} target="_blank" rel="noreferrer">
              {item.fileName ?? '查看文件'}
            </a>
          </span>
          <span className="hash quiet">SHA-256 {item.fileHash}</span>
        </>
      ) : null}
    </article>
  );
}
