/** 媒体曝光: a report that the press office has clipped. */
import { z } from 'zod';
import { instant } from '../../../domain/work/fields.ts';
import { body, mapping, optional, sentences, ticketNumber, withinLimit } from './channel-lead.ts';

export const media = mapping({
  channel: 'media',
  schema: z.object({
    clippingId: ticketNumber('舆情编号'),
    publishedAt: instant('刊发时间'),
    outlet: body('媒体').max(100),
    headline: body('标题').max(200),
    url: z.url({ error: '链接无效' }).nullable().optional().meta({ title: '链接' }),
    town: optional('涉及镇街', 60),
    place: optional('涉及地点', 300),
    summary: body('内容摘要'),
  }),
  map: (clipping) => ({
    ticket: clipping.clippingId,
    receivedAt: clipping.publishedAt,
    reporterName: clipping.outlet,
    reporterPhone: null,
    town: clipping.town ?? null,
    address: clipping.place ?? clipping.town ?? '报道未写明地点',
    text: withinLimit(sentences(`${clipping.outlet}《${clipping.headline}》`, clipping.summary, clipping.url && `原文：${clipping.url}`)),
  }),
});
