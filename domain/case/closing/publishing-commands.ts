/** Commands about what the public is told of the decision (行政处罚法 48). */
import { z } from 'zod';
import { HEADS } from '../../roles.ts';
import { choice, legalDate, longText, text, yesNo } from '../../work/fields.ts';
import { command } from '../../work/command.ts';
import { PUBLICITY_RULE } from './publication.ts';

/** Why a decision with social impact is kept from the public all the same. */
export const KEPT_BACK_GROUNDS = ['secret', 'privacy', 'other-rule'] as const;
export type KeptBackGround = (typeof KEPT_BACK_GROUNDS)[number];
export const KEPT_BACK_LABELS: Record<KeptBackGround, string> = {
  secret: '依法确定为国家秘密，或者公开后可能危及国家安全、公共安全、经济安全、社会稳定',
  privacy: '涉及商业秘密、个人隐私（含未成年人），隐去后仍会损害第三方合法权益',
  'other-rule': '法律、行政法规另有规定',
};
export const KEPT_BACK_BASIS: Record<KeptBackGround, string[]> = {
  secret: ['《政府信息公开条例》第十四条'],
  privacy: ['《行政处罚法》第五十条', '《政府信息公开条例》第十五条'],
  // The reason names it.
  'other-rule': [],
};

export const WITHDRAWAL_GROUNDS = ['changed', 'revoked', 'illegal', 'void', 'expired', 'mistaken'] as const;
export type WithdrawalGround = (typeof WITHDRAWAL_GROUNDS)[number];
export const WITHDRAWAL_GROUND_LABELS: Record<WithdrawalGround, string> = {
  changed: '决定被依法变更',
  revoked: '决定被依法撤销',
  illegal: '决定被确认违法',
  void: '决定被确认无效',
  expired: '公示期限届满',
  mistaken: '公示内容有误',
};

const AFTER_THE_DECISION = ['execution', 'closed', 'archived'] as const;

export const publishingCommands = {
  DecidePublication: command({
    label: '认定是否公开',
    help: '行政处罚决定具有一定社会影响的，应当依法公开；不公开的，写明依据。当场对公民作出的小额处罚一般不具有社会影响。',
    stages: AFTER_THE_DECISION,
    roles: HEADS,
    basis: ['《行政处罚法》第四十八条第一款'],
    schema: z
      .object({
        socialImpact: yesNo('具有一定社会影响'),
        keptBack: choice('有社会影响而不公开的依据', KEPT_BACK_GROUNDS, KEPT_BACK_LABELS, '依法应当公开的不选').nullable().default(null),
        reason: longText('认定的理由', undefined, 1000),
      })
      .strict(),
  }),
  PublishPenalty: command({
    label: '公示决定',
    help: '具有一定社会影响的行政处罚决定，七个工作日内依法公开。',
    stages: AFTER_THE_DECISION,
    roles: HEADS,
    basis: ['《行政处罚法》第四十八条第一款'],
    schema: z
      .object({
        publishedOn: legalDate('公开日期'),
        where: text('公开平台', 200),
        socialImpact: longText('社会影响的认定', undefined, 1000),
        redacted: yesNo('已隐去个人隐私和商业秘密'),
      })
      .strict(),
  }),
  WithdrawPublication: command({
    label: '撤回公示',
    help: '公开的决定被变更、撤销、确认违法或者无效的，三个工作日内撤回并公开说明理由。',
    stages: ['discovery', 'evidence', 'review', 'decision', 'execution', 'closed', 'archived'],
    roles: HEADS,
    whileSuspended: true,
    basis: ['《行政处罚法》第四十八条第二款'],
    schema: z
      .object({
        withdrawnOn: legalDate('撤回日期'),
        ground: choice('撤回事由', WITHDRAWAL_GROUNDS, WITHDRAWAL_GROUND_LABELS),
        explanation: longText('公开说明的理由', undefined, 1000),
      })
      .strict(),
  }),
  StopPublicityEarly: command({
    label: '提前停止公示',
    help: '公示满最短期限，当事人已经履行决定并作出信用承诺的，可以申请提前停止公示；满最长期限的自动停止。',
    stages: AFTER_THE_DECISION,
    roles: HEADS,
    basis: [PUBLICITY_RULE],
    schema: z
      .object({
        appliedOn: legalDate('申请日期'),
        stoppedOn: legalDate('停止公示日期'),
        pledged: yesNo('当事人已作出信用承诺'),
        reason: longText('准予停止的理由', undefined, 1000),
      })
      .strict(),
  }),
};
