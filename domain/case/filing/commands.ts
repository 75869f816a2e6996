import { z } from 'zod';
import { HEADS } from '../../roles.ts';
import { command } from '../../work/command.ts';
import { choice, longText } from '../../work/fields.ts';

/**
 * Why nothing is filed (市场监督管理行政处罚程序规定 19, 20). Slight and first violations end as such (ExemptMinorViolation,
 * ExemptFirstViolation), what belongs to another body is transferred to it.
 */
export const NO_FILING_GROUNDS = ['no-evidence', 'not-punishable', 'no-fault', 'limitation', 'other'] as const;
export type NoFilingGround = (typeof NO_FILING_GROUNDS)[number];
export const NO_FILING_GROUND_LABELS: Record<NoFilingGround, string> = {
  'no-evidence': '没有证据初步证明存在违法行为',
  'not-punishable': '依法不应当给予行政处罚',
  'no-fault': '当事人有证据足以证明没有主观过错',
  limitation: '超过追责时效',
  other: '依法可以不予立案的其他情形',
};

/** Grounds on which there is a violation, but no penalty: whoever did it is educated (行政处罚法 33(3)). */
export const EDUCATED: readonly NoFilingGround[] = ['not-punishable', 'no-fault'];

const MARKET_RULES = '《市场监督管理行政处罚程序规定》';

export const filingCommands = {
  ReturnFilingRequest: command({
    label: '退回立案申请',
    help: '立案申请的事实、证据或者程序需要补充的，由负责人写明要求退回；承办人补充后重新申请。',
    stages: ['stopping'],
    roles: HEADS,
    basis: ['《行政处罚法》第五十四条第二款'],
    schema: z.object({ reasons: longText('退回理由和补充要求', undefined, 2000) }).strict(),
  }),
  DeclineFiling: command({
    label: '不予立案',
    help: '经核查不符合立案标准的，由负责人写明理由决定不予立案，案件办结。',
    stages: ['stopping'],
    roles: HEADS,
    basis: ['《行政处罚法》第五十四条第二款', `${MARKET_RULES}第十九条、第二十条`],
    schema: z
      .object({
        ground: choice('不予立案的情形', NO_FILING_GROUNDS, NO_FILING_GROUND_LABELS),
        reason: longText('不予立案的理由', '写明核查的事实、证据和依据', 3000),
        education: longText('教育情况', '依法不予行政处罚的，写明怎样教育', 1000).nullable().default(null),
      })
      .strict(),
  }),
};
