/** 巡查发现: what an officer on patrol enters in the app, by an item of the patrol list. */
import { z } from 'zod';
import { instant } from '../../../domain/work/fields.ts';
import { body, mapping, optional, sentences, ticketNumber, withinLimit } from './channel-lead.ts';

export const patrol = mapping({
  channel: 'patrol',
  schema: z.object({
    recordId: ticketNumber('巡查记录编号'),
    patrolledAt: instant('巡查时间'),
    inspector: z.object({ name: body('巡查人').max(100), phone: optional('联系电话', 40) }).meta({ title: '巡查人' }),
    itemCode: optional('巡查事项编号', 40),
    itemName: optional('巡查事项', 200),
    town: optional('属地镇街', 60),
    location: z
      .object({
        address: body('地点').max(300, '地点不能超过300字'),
        longitude: z.number().min(73).max(136).nullable().optional().meta({ title: '经度' }),
        latitude: z.number().min(3).max(54).nullable().optional().meta({ title: '纬度' }),
      })
      .meta({ title: '位置' }),
    findings: body('发现的问题'),
    photos: z
      .array(z.url({ error: '照片地址无效' }))
      .max(30)
      .default([])
      .meta({ title: '现场照片' }),
  }),
  map: (record) => ({
    ticket: record.recordId,
    receivedAt: record.patrolledAt,
    reporterName: record.inspector.name,
    reporterPhone: record.inspector.phone ?? null,
    town: record.town ?? null,
    address: record.location.address,
    text: withinLimit(
      sentences(
        record.findings,
        (record.itemName ?? record.itemCode) && `巡查事项：${[record.itemCode, record.itemName].filter(Boolean).join(' ')}`,
        record.location.longitude != null &&
          record.location.latitude != null &&
          `坐标：${record.location.longitude},${record.location.latitude}`,
        record.photos.length > 0 && `现场照片${record.photos.length}张：${record.photos.join(' ')}`,
      ),
    ),
  }),
});
