import { Tag } from 'antd';
import { publishedNow, PUBLICITY_LEVEL_LABELS } from '../../../../domain/case/closing/publication.ts';
import { KEPT_BACK_LABELS, WITHDRAWAL_GROUND_LABELS } from '../../../../domain/case/closing/publishing-commands.ts';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { localTime } from '../../lights/remaining.ts';
import { Entry, Section } from '../../parts/section.tsx';

/** What the public is told of the decision (行政处罚法 48), and for how long. `today`: the day it is looked at from. */
export function Published({ file, today }: { file: CaseFile; today: string }) {
  const { publication, publicationFinding: finding } = file;
  if (!publication && !finding) return null;
  return (
    <Section title="决定的公开">
      {finding ? (
        <Entry
          head={
            <>
              {localTime(finding.at)}　{finding.socialImpact ? '具有一定社会影响' : '不具有一定社会影响'}　
              <Tag color={finding.public ? 'blue' : 'default'}>{finding.public ? '应当公开' : '不公开'}</Tag>
            </>
          }
        >
          {finding.keptBack ? <p>不公开的依据：{KEPT_BACK_LABELS[finding.keptBack]}</p> : null}
          <p>{finding.reason}</p>
        </Entry>
      ) : null}
      {publication ? (
        <Entry
          head={
            <>
              {publication.publishedOn}　公示{publication.where ? `于${publication.where}` : ''}　
              {publishedNow(file, today) ? <Tag color="green">正在公示</Tag> : <Tag>已停止</Tag>}
            </>
          }
        >
          {publication.level && publication.until ? (
            <p>
              公示期（{PUBLICITY_LEVEL_LABELS[publication.level]}）至{publication.until}自动停止
              {publication.stoppableFrom ? `；${publication.stoppableFrom}起可以申请提前停止` : ''}
            </p>
          ) : null}
        </Entry>
      ) : null}
      {publication?.withdrawnOn ? (
        <Entry
          head={`${publication.withdrawnOn}　${publication.ground === 'stopped-early' ? '提前停止公示' : `撤回公示${publication.ground ? `：${WITHDRAWAL_GROUND_LABELS[publication.ground]}` : ''}`}`}
        >
          {publication.reason ? <p>{publication.reason}</p> : null}
        </Entry>
      ) : null}
    </Section>
  );
}
