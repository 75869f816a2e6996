import { z } from 'zod';
import { HANDLERS, HEADS } from '../../roles.ts';
import { command } from '../../work/command.ts';
import { choice, itemId, legalDate, longText, text } from '../../work/fields.ts';

/** How a criminal case ended that the police had taken (移送规定 13, 刑事诉讼法 163, 177, 行政处罚法 27(1) second sentence). */
export const RETURNS = ['no-crime', 'withdrawn', 'not-prosecuted', 'exempted', 'acquitted'] as const;
export type Return = (typeof RETURNS)[number];
export const RETURN_LABELS: Record<Return, string> = {
  'no-crime': '公安机关认为没有犯罪事实',
  withdrawn: '公安机关撤销案件',
  'not-prosecuted': '人民检察院决定不起诉',
  exempted: '人民法院判决免予刑事处罚',
  acquitted: '人民法院判决无罪',
};

const RUNNING = ['discovery', 'stopping', 'evidence', 'review', 'decision', 'execution'] as const;
const REFERRAL = '《行政执法机关移送涉嫌犯罪案件的规定》';

export const policeReturnCommands = {
  RecordPoliceReturn: command({
    label: '登记公安退回案件',
    help: '公安机关立案后撤销案件、检察院不起诉或者法院免予刑事处罚，应当给予行政处罚而把案件移送回来的，登记后继续调查。',
    stages: [...RUNNING, 'closed', 'archived'],
    roles: [...HANDLERS, ...HEADS],
    whileSuspended: true,
    basis: ['《行政处罚法》第二十七条第一款', `${REFERRAL}第十三条`],
    schema: z
      .object({
        how: choice('刑事案件的结果', RETURNS, RETURN_LABELS),
        from: text('移送机关', 100),
        documentNumber: text('撤销案件、不起诉决定书或者判决书文号', 100),
        receivedOn: legalDate('收到日期', '收到移送的案件材料之日'),
        text: longText('主要内容', '不追究刑事责任或者免予刑事处罚的理由', 3000),
        goods: longText('退回的材料和物品', '没有的不填', 2000).nullable().default(null),
        opinion: z
          .object({
            number: text('检察意见书文号', 100),
            demand: longText('意见内容', undefined, 2000),
            answerDueOn: legalDate('要求回复的日期', '意见书没有另定的不填，按两个月计算').nullable().default(null),
          })
          .strict()
          .nullable()
          .default(null)
          .meta({ title: '检察意见', help: '人民检察院对被不起诉人提出给予行政处罚的检察意见的填写' }),
      })
      .strict(),
  }),
  AnswerProcurator: command({
    label: '回复检察意见',
    help: '对检察意见作出处理后，及时把处理结果书面通知人民检察院。',
    stages: [...RUNNING, 'closed', 'archived'],
    roles: [...HANDLERS, ...HEADS],
    whileSuspended: true,
    basis: ['《刑事诉讼法》第一百七十七条第三款'],
    schema: z
      .object({
        opinionId: itemId('检察意见'),
        answeredOn: legalDate('回复日期'),
        documentNumber: text('回复文号', 100),
        result: longText('处理结果或者办理情况', undefined, 3000),
      })
      .strict(),
  }),
};
