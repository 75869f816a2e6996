/** 部门移送: another agency's letter of transfer (行政处罚法 22 onwards), dated by the day. */
import { z } from 'zod';
import { legalDate } from '../../../domain/work/fields.ts';
import { toShanghaiIso, startOfDay } from '../../../domain/terms/instant.ts';
import { body, mapping, optional, sentences, ticketNumber, withinLimit } from './channel-lead.ts';

export const agencyTransfer = mapping({
  channel: 'agency-transfer',
  schema: z.object({
    transferNo: ticketNumber('移送函文号'),
    /** The day the letter arrived; its terms count from there. */
    receivedOn: legalDate('收到移送函日期'),
    fromAgency: body('移送机关').max(100),
    contactName: optional('联系人', 100),
    contactPhone: optional('联系电话', 40),
    partyName: optional('当事人', 100),
    town: optional('属地镇街', 60),
    place: body('违法行为发生地').max(300, '违法行为发生地不能超过300字'),
    facts: body('基本事实'),
    reasons: optional('移送理由和依据', 1000),
    materials: z.array(z.string().min(1).max(200)).max(100).default([]).meta({ title: '移送材料' }),
  }),
  map: (letter) => ({
    ticket: letter.transferNo,
    receivedAt: toShanghaiIso(startOfDay(letter.receivedOn)),
    reporterName: [letter.fromAgency, letter.contactName].filter(Boolean).join(' ').slice(0, 100),
    reporterPhone: letter.contactPhone ?? null,
    town: letter.town ?? null,
    address: letter.place,
    text: withinLimit(
      sentences(
        letter.facts,
        letter.partyName && `当事人：${letter.partyName}`,
        letter.reasons && `移送理由：${letter.reasons}`,
        `移送机关：${letter.fromAgency}（${letter.transferNo}）`,
        letter.materials.length > 0 && `移送材料：${letter.materials.join('、')}`,
      ),
    ),
  }),
});
