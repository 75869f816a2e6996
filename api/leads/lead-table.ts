/** The columns of a table of leads, in the words of the channels that export them. */
import { CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import type { TableSpec } from '../tables/spec.ts';

/** A channel's month; what has more is brought in parts. */
const MOST_ROWS = 5_000;

export const LEAD_TABLE: TableSpec = {
  mostRows: MOST_ROWS,
  // A channel's export has two dozen columns more.
  unknown: 'told',
  columns: [
    {
      key: 'ticket',
      heading: '工单号',
      also: ['id', '编号', '工单编号', '工單號', '流水号'],
      kind: 'code',
      note: '渠道自己的工单号；同一渠道的同一工单号只收一次',
      example: 'SL-2026-0001',
    },
    {
      key: 'receivedAt',
      heading: '接收时间',
      also: ['受理时间', '来电时间', '上报时间', '反映时间', '接收時間'],
      kind: 'instant',
      required: true,
      note: '年-月-日 时:分，如 2026-03-05 09:30；办理期限从这时起算',
      example: '2026-03-05 09:30',
    },
    {
      key: 'channel',
      heading: '线索渠道',
      also: ['渠道', '来源', '线索来源'],
      kind: 'text',
      required: true,
      note: `${Object.values(CHANNEL_LABELS).join('、')}之一`,
      example: CHANNEL_LABELS['12345'],
    },
    { key: 'reporterName', heading: '反映人', also: ['诉求人', '来电人', '举报人', '姓名'], kind: 'text', example: '张某' },
    {
      key: 'reporterPhone',
      heading: '联系电话',
      also: ['电话', '手机', '手机号', '联系方式', '聯繫電話'],
      kind: 'phone',
      note: '座机带区号，如 0571-88880000',
      example: '0571-88880000',
    },
    {
      key: 'town',
      heading: '属地镇街',
      also: ['areaTown', '镇街', '所属镇街', '属地', '乡镇街道', '屬地鎮街'],
      kind: 'text',
      note: '镇、街道的全名；不知道的留空',
      example: '',
    },
    {
      key: 'address',
      heading: '地址',
      also: ['事发地址', '问题地址', '地点', '详细地址'],
      kind: 'text',
      required: true,
      note: '说得清在哪里',
      example: '解放路18号门前',
    },
    {
      key: 'text',
      heading: '线索内容',
      also: ['内容', '诉求内容', '工单内容', '问题描述', '內容'],
      kind: 'text',
      required: true,
      note: '来件的原话',
      example: '早餐店把蒸笼摆到人行道上，行人绕车道走',
    },
  ],
};
