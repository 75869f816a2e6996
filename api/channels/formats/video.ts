/** 视频监控: an alarm of a camera's recognition. It is a lead, not evidence: 行政处罚法 41 asks for the review first. */
import { z } from 'zod';
import { body, epochMilliseconds, fromEpoch, mapping, optional, sentences, ticketNumber, withinLimit } from './channel-lead.ts';

export const video = mapping({
  channel: 'video',
  schema: z.object({
    alarmId: ticketNumber('告警编号'),
    capturedAt: epochMilliseconds('抓拍时间'),
    camera: z.object({ id: body('点位编号').max(60), name: body('点位名称').max(200) }).meta({ title: '监控点位' }),
    town: optional('镇街', 60),
    address: optional('点位地址', 300),
    alarmType: body('告警类型').max(100),
    confidence: z.number().min(0).max(1).nullable().optional().meta({ title: '识别置信度' }),
    snapshotUrl: z.url({ error: '抓拍图地址无效' }).nullable().optional().meta({ title: '抓拍图' }),
    remark: optional('值守说明', 1000),
  }),
  map: (alarm) => ({
    ticket: alarm.alarmId,
    receivedAt: fromEpoch(alarm.capturedAt),
    reporterName: alarm.camera.name,
    reporterPhone: null,
    town: alarm.town ?? null,
    address: alarm.address ?? alarm.camera.name,
    text: withinLimit(
      sentences(
        `视频识别告警：${alarm.alarmType}`,
        alarm.remark,
        `点位：${alarm.camera.id} ${alarm.camera.name}`,
        alarm.confidence != null && `识别置信度${Math.round(alarm.confidence * 100)}%，须人工复核`,
        alarm.snapshotUrl && `抓拍图：${alarm.snapshotUrl}`,
      ),
    ),
  }),
});
