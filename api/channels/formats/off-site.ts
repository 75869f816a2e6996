/** 非现场监测: a device's reading past its limit. A lead only: 行政处罚法 41 asks that the device and the record be checked. */
import { z } from 'zod';
import { body, fromLocal, localTime, mapping, optional, sentences, ticketNumber, withinLimit } from './channel-lead.ts';

export const offSite = mapping({
  channel: 'off-site',
  schema: z.object({
    recordNo: ticketNumber('监测记录编号'),
    monitoredAt: localTime('监测时间'),
    device: z.object({ number: body('设备编号').max(60), name: body('设备名称').max(200) }).meta({ title: '监测设备' }),
    town: optional('镇街', 60),
    site: body('监测点位').max(300, '监测点位不能超过300字'),
    indicator: body('监测指标').max(60),
    value: z.number({ error: '监测值应为数字' }).meta({ title: '监测值' }),
    limit: z.number({ error: '限值应为数字' }).meta({ title: '限值' }),
    unit: body('单位').max(20),
    remark: optional('说明', 1000),
  }),
  map: (record) => ({
    ticket: record.recordNo,
    receivedAt: fromLocal(record.monitoredAt),
    reporterName: record.device.name.slice(0, 100),
    reporterPhone: null,
    town: record.town ?? null,
    address: record.site,
    text: withinLimit(
      sentences(
        `${record.indicator}监测值${record.value}${record.unit}，限值${record.limit}${record.unit}`,
        record.remark,
        `监测设备：${record.device.number} ${record.device.name}`,
      ),
    ),
  }),
});
