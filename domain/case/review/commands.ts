import { z } from 'zod';
import { itemId, longText, yesNo } from '../../work/fields.ts';
import { command } from '../../work/command.ts';
import { HANDLERS, HEADS, REVIEWERS } from '../../roles.ts';

export const reviewCommands = {
  SubmitForReview: command({
    label: '提交法制审核',
    help: '调查终结后，把全案材料送法制审核；镇街办结的由镇街审核，其余由执法局审核。',
    stages: ['evidence'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第五十八条'],
    schema: z
      .object({
        publicInterest: yesNo('涉及重大公共利益').default(false),
        complex: yesNo('案情疑难复杂、涉及多个法律关系').default(false),
        otherMandatory: longText('法律、法规规定应当审核的其他情形', '没有的不填', 1000).nullable().default(null),
        statement: longText('送审说明', '写明需要审核的重点；补充调查后再次送审的，写明补充情况', 2000),
      })
      .strict(),
  }),
  ReturnForSupplement: command({
    label: '退回补充调查',
    help: '事实、证据、程序或者适用依据有问题的，列明意见退回，承办人逐条答复后再次送审。',
    stages: ['review', 'decision'],
    roles: [...REVIEWERS, ...HEADS],
    basis: ['《行政处罚法》第五十七条', '《行政处罚法》第五十八条'],
    schema: z
      .object({
        opinions: z
          .array(longText('退回意见', undefined, 1000))
          .min(1, '请填写退回意见')
          .max(20, '退回意见最多20条')
          .meta({ title: '退回意见', input: 'list', help: '一条意见写一个问题' }),
      })
      .strict(),
  }),
  AnswerOpinions: command({
    label: '答复审核意见',
    help: '对退回的意见逐条写明补充了什么、改了什么。',
    stages: ['evidence'],
    roles: HANDLERS,
    byHandler: true,
    basis: ['《行政处罚法》第五十八条'],
    schema: z
      .object({
        answers: z
          .array(
            z
              .object({ id: itemId('意见'), answer: longText('答复', undefined, 2000) })
              .strict()
              .meta({ title: '答复' }),
          )
          .min(1, '请填写答复')
          .max(20, '最多20条')
          .meta({ title: '逐条答复', input: 'list' }),
      })
      .strict(),
  }),
  PassReview: command({
    label: '审核通过',
    help: '全案事实清楚、证据确凿、程序合法、适用依据准确、裁量适当的，出具审核意见。',
    stages: ['review'],
    roles: REVIEWERS,
    basis: ['《行政处罚法》第五十八条'],
    schema: z.object({ opinion: longText('审核意见', undefined, 3000) }).strict(),
  }),
  ReviewAfterHearing: command({
    label: '听证后审核',
    help: '经过听证的案件，作出决定前根据听证笔录再次进行法制审核。',
    stages: ['decision'],
    roles: REVIEWERS,
    basis: ['《行政处罚法》第五十八条第一款第二项', '《行政处罚法》第六十五条'],
    schema: z.object({ opinion: longText('审核意见', undefined, 3000) }).strict(),
  }),
};
