/** The versioned lists 清单 by name. */
export const LIST_NAMES = ['matters', 'benchmarks', 'duties', 'patrol-items', 'delegation'] as const;
export type ListName = (typeof LIST_NAMES)[number];

export const LIST_LABELS: Record<ListName, string> = {
  matters: '执法事项清单',
  benchmarks: '裁量基准',
  duties: '履职事项清单',
  'patrol-items': '巡查事项清单',
  delegation: '赋权清单',
};
