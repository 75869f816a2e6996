/** 群众举报: a citizen's own report, perhaps without a name (行政处罚法 39, 50). */
import { z } from 'zod';
import { instant, yesNo } from '../../../domain/work/fields.ts';
import { body, mapping, optional, sentences, ticketNumber, withinLimit } from './channel-lead.ts';

export const publicReport = mapping({
  channel: 'public-report',
  schema: z.object({
    reportNo: ticketNumber('举报编号'),
    submittedAt: instant('提交时间'),
    anonymous: yesNo('匿名').default(false),
    reporterName: optional('举报人', 100),
    reporterPhone: optional('联系电话', 40),
    town: optional('镇街', 60),
    place: body('地点').max(300, '地点不能超过300字'),
    reportedParty: optional('被举报人', 100),
    content: body('举报内容'),
  }),
  map: (report) => ({
    ticket: report.reportNo,
    receivedAt: report.submittedAt,
    reporterName: report.anonymous ? null : (report.reporterName ?? null),
    reporterPhone: report.anonymous ? null : (report.reporterPhone ?? null),
    town: report.town ?? null,
    address: report.place,
    text: withinLimit(
      sentences(report.content, report.reportedParty && `被举报人：${report.reportedParty}`, report.anonymous && '匿名举报'),
    ),
  }),
});
