/** Details of an entry in words; what has none is shown as it was written. */
const NAMES: Record<string, string> = {
  why: '凭',
  found: '查到',
  filters: '条件',
  words: '查询词摘要',
  reason: '理由',
  what: '内容',
  party: '第几名当事人',
  code: '缘由',
  status: '状态码',
  repeated: '另有同样的',
  scopes: '权限',
  lost: '未能记下',
};
const WHY: Record<string, string> = { handler: '承办人', unit: '承办单位', town: '属地', concerned: '协办', county: '县级职责' };
const WHAT: Record<string, string> = {
  identifier: '证件号码',
  phone: '联系电话',
  reporterName: '反映人姓名',
  reporterPhone: '反映人电话',
  record: '办理记录',
};

function said(name: string, value: unknown): string {
  if (name === 'why') return WHY[String(value)] ?? String(value);
  if (name === 'what') return WHAT[String(value)] ?? String(value);
  if (name === 'words') return `${String(value).slice(0, 8)}…`;
  return Array.isArray(value) ? value.join('、') : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export const detailWords = (detail: Record<string, unknown>): string =>
  Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${NAMES[name] ?? name}：${said(name, value)}`)
    .join('；');
