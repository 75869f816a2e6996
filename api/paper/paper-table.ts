/** The columns of a table of paper files: one row a file, with the act that opened its case. */
import { CHANNEL_LABELS } from '../../domain/vocabulary.ts';
import type { TableSpec } from '../tables/spec.ts';

export const PAPER_TABLE: TableSpec = {
  mostRows: 500,
  unknown: 'told',
  columns: [
    { key: 'reference', heading: '案卷号', also: ['卷号', '文号'], kind: 'text', required: true, example: '青综执卷〔2025〕12号' },
    { key: 'unit', heading: '承办单位', kind: 'text', required: true, note: '单位全称', example: '青石镇人民政府' },
    { key: 'reason', heading: '补录理由', kind: 'text', example: '系统启用前立案，仍在办理' },
    { key: 'sameElsewhere', heading: '同号说明', kind: 'text', note: '别的单位也有同号案卷的，说明为什么不是同一件', example: '' },
    { key: 'title', heading: '案件名称', kind: 'text', required: true, example: '中心街占道堆放物料' },
    { key: 'town', heading: '属地镇街', kind: 'text', note: '单位全称', example: '青石镇人民政府' },
    { key: 'address', heading: '地址', kind: 'text', example: '中心街18号' },
    {
      key: 'channel',
      heading: '线索渠道',
      also: ['渠道', '来源'],
      kind: 'text',
      note: `${Object.values(CHANNEL_LABELS).join('、')}之一`,
      example: CHANNEL_LABELS.patrol,
    },
    { key: 'receivedAt', heading: '线索接收时间', kind: 'instant', note: '如 2025-11-03 09:00', example: '2025-11-03 09:00' },
    { key: 'text', heading: '线索内容', kind: 'text', example: '巡查发现占道堆放' },
    { key: 'openedAt', heading: '建案时间', kind: 'instant', note: '如 2025-11-03 09:00', example: '2025-11-03 10:00' },
    { key: 'openedBy', heading: '建案人用户名', also: ['建案人'], kind: 'code', example: 'handler1' },
    { key: 'pages', heading: '卷宗页', also: ['页码'], kind: 'text', note: '如 1-3、5', example: '1-2' },
  ],
};
