/** 12345 政务服务便民热线: a caller's ticket, with the request to keep the caller's name secret. */
import { z } from 'zod';
import { yesNo } from '../../../domain/work/fields.ts';
import { body, fromLocal, localTime, mapping, optional, sentences, ticketNumber, withinLimit } from './channel-lead.ts';

const ORDER_TYPES = ['举报', '投诉', '求助', '建议', '咨询', '其他'] as const;

export const hotline = mapping({
  channel: '12345',
  schema: z.object({
    orderNo: ticketNumber('工单编号'),
    orderType: z
      .enum(ORDER_TYPES, { error: `工单类型应为${ORDER_TYPES.join('、')}` })
      .default('其他')
      .meta({ title: '工单类型' }),
    acceptTime: localTime('受理时间'),
    callerName: optional('来电人', 100),
    callerPhone: optional('来电号码', 40),
    /** 来电人要求保密. */
    secret: yesNo('要求保密').default(false),
    area: optional('所属区域', 60),
    address: body('诉求地址').max(300, '诉求地址不能超过300字'),
    title: optional('标题', 200),
    content: body('诉求内容'),
    replyDeadline: localTime('要求回复时间').nullable().optional(),
  }),
  map: (order) => ({
    ticket: order.orderNo,
    receivedAt: fromLocal(order.acceptTime),
    reporterName: order.secret ? null : (order.callerName ?? null),
    reporterPhone: order.secret ? null : (order.callerPhone ?? null),
    town: order.area ?? null,
    address: order.address,
    text: withinLimit(
      sentences(
        order.title,
        order.content,
        order.replyDeadline && `要求回复时间：${order.replyDeadline}`,
        order.secret && '来电人要求保密',
      ),
    ),
  }),
});
