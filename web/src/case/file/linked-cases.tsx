import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import { Link } from 'react-router';
import { DECISION_KIND_LABELS } from '../../../../domain/case/decision/commands.ts';
import { type CaseStory, sharesOf, storyOf } from '../../../../domain/case/story.ts';
import { yuan } from '../../parts/words.ts';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { LINK_KIND_LABELS } from '../../../../domain/case/any-stage/commands.ts';
import { type Stage, STAGE_LABELS } from '../../../../domain/vocabulary.ts';
import { request } from '../../api/client.ts';
import { localTime } from '../../lights/remaining.ts';
import { Entry, Section } from '../../parts/section.tsx';

interface LinkedCase {
  caseId: string;
  kind: keyof typeof LINK_KIND_LABELS;
  label: string;
  direction: 'from-here' | 'to-here';
  reason: string;
  by: string;
  at: string;
  mayOpen: boolean;
  title: string | null;
  number: string | null;
  stage: Stage | null;
  unit: string | null;
  story: CaseStory | null;
}

/** Said from the other end, it is the other way round. */
const wordsOf = ({ kind, direction }: LinkedCase): string =>
  kind === 'merged-into' && direction === 'to-here' ? '该案并入本案' : LINK_KIND_LABELS[kind];

/** What was decided on the other offender, when it bound them, and what of it is paid. */
function Told({ story: { decided, servedOn, paid, left } }: { story: CaseStory }) {
  if (!decided) return null;
  const money = [
    decided.fine > 0 ? `罚款 ${yuan(decided.fine)}` : '',
    decided.confiscation > 0 ? `没收 ${yuan(decided.confiscation)}` : '',
    ...decided.others,
  ].filter(Boolean);
  return (
    <>
      <p>
        {[decided.on, DECISION_KIND_LABELS[decided.kind], decided.documentNumber, money.join('、')].filter(Boolean).join('　')}
        {decided.revokedOn ? `（${decided.revokedOn}被撤销）` : ''}
      </p>
      <p className="quiet">
        {servedOn ? `${servedOn}送达` : '尚未送达'}
        {paid > 0 || left > 0 ? `　已缴 ${yuan(paid)}，尚欠 ${yuan(left)}` : ''}
      </p>
    </>
  );
}

/** Offenders who acted together, this one first: what each was to pay, as far as the reader may see. */
function Shares({ stories, unseen }: { stories: CaseStory[]; unseen: number }) {
  if (stories.every(({ decided }) => decided === null)) return null;
  const each = stories.map(({ decided }) =>
    decided && decided.revokedOn === null ? yuan(decided.fine + decided.confiscation) : '尚未决定',
  );
  return (
    <p>
      共同违法各案罚没款：{each.map((share, index) => `${index === 0 ? '本案' : '他案'} ${share}`).join('，')}，合计{' '}
      <b className="num">{yuan(sharesOf(stories))}</b>
      {unseen > 0 ? `（另有${unseen}件不在您的查看范围内）` : ''}
    </p>
  );
}

/** Cases beside this one, whichever of the two named the other. */
export function LinkedCases({ file, now }: { file: CaseFile; now: boolean }) {
  const linked = useQuery({
    queryKey: ['item', file.caseId, 'linked', file.version],
    enabled: now,
    queryFn: () => request<{ items: LinkedCase[] }>(`/cases/${file.caseId}/linked`),
  });
  const rows: LinkedCase[] =
    linked.data?.items ??
    file.links.map((link) => ({
      ...link,
      label: LINK_KIND_LABELS[link.kind],
      direction: 'from-here',
      by: '',
      at: '',
      mayOpen: true,
      title: null,
      number: null,
      stage: null,
      unit: null,
      story: null,
    }));
  const joint = rows.filter(({ kind }) => kind === 'joint');
  if (rows.length === 0) return null;
  return (
    <Section title="关联案件">
      {rows.map((row) => (
        <Entry
          key={row.caseId + row.kind + row.direction}
          head={
            <>
              <Tag variant="filled">{wordsOf(row)}</Tag>
              {row.at ? `${localTime(row.at)}　${row.by}登记${row.direction === 'to-here' ? '（在对方案件）' : ''}` : null}
            </>
          }
        >
          <p>
            {row.mayOpen ? (
              <Link to={`/cases/${row.caseId}`}>{row.title ?? '查看该案'}</Link>
            ) : (
              `${row.unit ?? '其他单位'}办理的案件（不在您的查看范围内）`
            )}
            {row.mayOpen && row.unit ? (
              <span className="quiet">　{[row.number, row.unit, row.stage && STAGE_LABELS[row.stage]].filter(Boolean).join('　')}</span>
            ) : null}
          </p>
          {row.story?.decided ? <Told story={row.story} /> : null}
          {row.reason ? <p>{row.reason}</p> : null}
        </Entry>
      ))}
      {joint.length > 0 ? (
        <Shares
          stories={[storyOf(file), ...joint.flatMap(({ story }) => story ?? [])]}
          unseen={joint.filter(({ mayOpen }) => !mayOpen).length}
        />
      ) : null}
    </Section>
  );
}
