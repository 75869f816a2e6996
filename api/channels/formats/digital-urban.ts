/** 数字城管: a task of the digital urban management platform, classed by 大类 and 小类 (GB/T 30428.2). */
import { z } from 'zod';
import { body, fromLocal, localTime, mapping, optional, sentences, ticketNumber, withinLimit } from './channel-lead.ts';

export const digitalUrban = mapping({
  channel: 'digital-urban',
  schema: z.object({
    taskNum: ticketNumber('任务号'),
    createTime: localTime('上报时间'),
    eventType: z.enum(['事件', '部件'], { error: '问题类型应为事件或者部件' }).meta({ title: '问题类型' }),
    bigClass: body('大类').max(60),
    smallClass: body('小类').max(60),
    streetName: optional('街道', 60),
    address: body('地址描述').max(300, '地址描述不能超过300字'),
    description: body('问题描述'),
    collector: optional('采集员', 100),
    coordinateX: z.number().nullable().optional().meta({ title: '横坐标' }),
    coordinateY: z.number().nullable().optional().meta({ title: '纵坐标' }),
  }),
  map: (task) => ({
    ticket: task.taskNum,
    receivedAt: fromLocal(task.createTime),
    reporterName: task.collector ?? null,
    reporterPhone: null,
    town: task.streetName ?? null,
    address: task.address,
    text: withinLimit(
      sentences(
        task.description,
        `${task.eventType}：${task.bigClass}－${task.smallClass}`,
        task.coordinateX != null && task.coordinateY != null && `坐标：${task.coordinateX},${task.coordinateY}`,
      ),
    ),
  }),
});
