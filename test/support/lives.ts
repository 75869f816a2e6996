/** Lives of cases, told as commands; payloads may look at the case as it stands and at the day (Asia/Shanghai). */
import { fileList } from '../../domain/case/closing/file-list.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import type { CommandName } from '../../domain/case/catalogue.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import type { PayloadOf } from '../domain/case/kit.ts';
import type { PersonKey } from '../domain/case/people.ts';
import { citizen } from '../domain/case/scenes.ts';

export interface Step {
  name: CommandName;
  payload: (file: CaseFile, today: LegalDate, now: string) => unknown;
  by: PersonKey;
}

const step = <Name extends CommandName>(
  name: Name,
  payload: PayloadOf<Name> | ((file: CaseFile, today: LegalDate, now: string) => PayloadOf<Name>),
  by: PersonKey,
): Step => ({ name, by, payload: typeof payload === 'function' ? payload : () => payload });

const officerIds = ['handler1', 'handler2'];
/** 乱倒生活垃圾（公民）: 100 to 500 yuan, no order to correct before it. */
const LITTERING = 'CG-0110';

export const opening = (now: string, title = '青石镇中心街乱倒垃圾案'): Step =>
  step(
    'OpenCase',
    {
      title,
      townId: 'qingshi',
      address: '青石镇中心街12号',
      channel: '12345',
      receivedAt: now,
      text: '有人把垃圾倒在街边',
      leadId: 'lead-1',
    },
    'dispatcher',
  );

/** From the dispatch to the archive on the ordinary procedure, after `opening`. */
export const ordinary: Step[] = [
  step('DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }, 'dispatcher'),
  step('AcceptDispatch', { handlerIds: officerIds }, 'handler1'),
  step(
    'RecordVerification',
    (_file, today) => ({
      founded: true,
      findings: '街边倾倒生活垃圾一车，当事人承认',
      officerIds,
      matterCode: LITTERING,
      conduct: { on: today, place: '青石镇中心街12号门前' },
      parties: [citizen],
    }),
    'handler1',
  ),
  step('OrderCorrection', (_file, today) => ({ requirement: '清理倾倒的垃圾', dueOn: today, officerIds }), 'handler1'),
  step(
    'RecordCorrectionCheck',
    (file, today) => ({
      correctionId: file.corrections[0]?.id ?? '',
      corrected: true,
      correctedOn: today,
      findings: '已清理完毕',
      officerIds,
    }),
    'handler1',
  ),
  step('FileCase', { officerIds, reason: '事实清楚，应当给予行政处罚' }, 'townhead'),
  step(
    'AddEvidence',
    (_file, _today, now) => ({
      kind: 'inspection-record',
      title: '现场检查笔录',
      original: true,
      officerIds,
      collectedAt: now,
      place: '青石镇中心街12号',
    }),
    'handler1',
  ),
  step('VerifyEvidence', (file) => ({ evidenceIds: file.evidence.map(({ id }) => id), findings: '与照片一致' }), 'handler1'),
  step(
    'ConcludeInvestigation',
    (file) => ({
      kind: 'penalty',
      facts: '张三在街边倾倒垃圾',
      report: '事实清楚，证据确凿',
      evidenceIds: file.evidence.map(({ id }) => id),
      factors: { refusedCorrection: false, harm: 'minor', correctedWithinDeadline: true },
      fine: 240,
    }),
    'handler1',
  ),
  step('SubmitForReview', { statement: '请审核处罚建议' }, 'handler1'),
  step('PassReview', { opinion: '同意处罚建议' }, 'bureaureview'),
  step(
    'NotifyProposedDecision',
    (_file, today) => ({
      facts: '倾倒垃圾',
      reasons: '违法事实清楚',
      legalBasis: '《浙江省城市市容和环境卫生管理条例》',
      method: 'direct',
      deliveredOn: today,
      recipient: '张三',
      receipt: '送达回证1号',
    }),
    'handler1',
  ),
  step('RecordStatement', (_file, today) => ({ kind: 'waiver', receivedOn: today, text: '书面放弃陈述申辩' }), 'handler1'),
  step('Decide', { kind: 'penalty', fine: 240, reasons: '事实清楚，当事人放弃陈述申辩' }, 'townhead'),
  step(
    'ServeDocument',
    (_file, today) => ({ document: 'decision', method: 'direct', deliveredOn: today, recipient: '张三', receipt: '送达回证2号' }),
    'handler1',
  ),
  step('RecordPayment', (_file, today) => ({ amount: 240, paidOn: today, receipt: '浙0001' }), 'handler1'),
  step('CloseCase', { ground: 'executed', reason: '罚款缴清' }, 'townhead'),
  step(
    'ArchiveCase',
    (file) => ({ fileNumber: '云溪执档2026-1', retention: 'years-10', papers: fileList(file).map(({ title }) => ({ title, pages: 2 })) }),
    'handler1',
  ),
];

/** The same life of another party: nobody is fined twice for one act. */
export const ofAnother = (steps: readonly Step[], party: string): Step[] =>
  steps.map((one) => ({
    ...one,
    payload: (...args) =>
      JSON.parse(
        JSON.stringify(one.payload(...args))
          .replaceAll('张三', party)
          .replaceAll(/"identifier":"[^"]*"/g, '"identifier":null'),
      ) as unknown,
  }));
