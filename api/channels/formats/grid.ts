/** 网格上报: an event that a grid worker reports from the phone. */
import { z } from 'zod';
import { body, epochMilliseconds, fromEpoch, mapping, optional, sentences, ticketNumber, withinLimit } from './channel-lead.ts';

export const grid = mapping({
  channel: 'grid',
  schema: z.object({
    eventId: ticketNumber('事件编号'),
    reportTime: epochMilliseconds('上报时间'),
    town: optional('镇街', 60),
    gridName: body('网格').max(100),
    gridMember: optional('网格员', 100),
    memberPhone: optional('网格员电话', 40),
    category: optional('事件类别', 100),
    place: body('发生地点').max(300, '发生地点不能超过300字'),
    description: body('事件描述'),
  }),
  map: (event) => ({
    ticket: event.eventId,
    receivedAt: fromEpoch(event.reportTime),
    reporterName: event.gridMember ?? null,
    reporterPhone: event.memberPhone ?? null,
    town: event.town ?? null,
    address: event.place,
    text: withinLimit(sentences(event.description, event.category && `事件类别：${event.category}`, `网格：${event.gridName}`)),
  }),
});
