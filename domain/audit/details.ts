/**
 * What an entry of the trail may say beside who, what and about whom: every name has its word here, and what has none does not
 * compile. Values that are codes are told in words, too; everything else is told as it was written.
 */

export const DETAIL_LABELS = {
  why: '凭',
  found: '查到',
  filters: '按条件',
  words: '查询词摘要',
  reason: '理由',
  what: '内容',
  party: '第几名当事人',
  partyId: '当事人编号',
  supplement: '第几次补充',
  entry: '第几号记录',
  status: '被拒',
  code: '缘由',
  repeated: '另有同样的',
  lost: '未能记下',
  how: '方式',
  ids: '变更编号',
  from: '并入的记录',
  ok: '核验',
  hash: '文件哈希',
  scopes: '权限',
  area: '范围',
  workflows: '流程',
  payloads: '解开',
  subject: '统一身份标识',
  before: '此前状态',
  by: '由',
  method: '登录方式',
  ended: '结束的会话',
  expiresAt: '有效至',
  options: '参数',
  item: '事项',
  differences: '差异',
  left: '仍有差异',
  user: '操作系统用户',
  host: '主机',
  county: '县',
  units: '单位',
  keepers: '管理员',
  drafts: '录入稿',
  part: '哪一部分',
  imported: '收下',
  existing: '早已收到',
  refused: '退回',
  proposed: '提出',
  counts: '各行',
  error: '错误',
  added: '新增',
  former: '原有',
  unreadable: '读不出',
  applied: '已应用',
  namespace: '命名空间',
  registered: '已登记',
  histories: '历史',
} as const;
export type DetailName = keyof typeof DETAIL_LABELS;

/** Never passwords, tokens or what the answer says of people. */
export type AuditDetail = { [Name in DetailName]?: unknown };

type Words = Readonly<Record<string, string>>;

/** Codes of values, by the name that they stand under. */
const VALUES: { readonly [Name in DetailName]?: Words } = {
  why: { handler: '承办人', unit: '承办单位', town: '属地', concerned: '协办', county: '县级职责', own: '本单位', none: '没有依据' },
  what: {
    identifier: '证件号码',
    phone: '联系电话',
    reporterName: '反映人姓名',
    reporterPhone: '反映人电话',
    record: '办理记录',
    text: '文字内容',
    totp: '验证器',
    passkey: '通行密钥',
    'recovery-codes': '恢复码',
  },
  how: {
    approve: '批准',
    reject: '驳回',
    refuse: '驳回',
    withdraw: '撤回',
    code: '验证码',
    recoveryCode: '恢复码',
    passkey: '通行密钥',
    totp: '验证器',
  },
  method: { password: '密码', oidc: '统一身份', activation: '激活码', demo: '演示' },
  by: { provider: '统一身份系统', person: '本人' },
  before: { proposed: '待批准', approved: '已批准', active: '使用中', refused: '已驳回', ended: '已结束', revoked: '已停用' },
  ok: { true: '相符', false: '不符' },
  status: { 401: '没有登录', 403: '不许', 404: '没有，或者无权查看', 409: '与现状不符', 429: '过于频繁' },
  reason: {
    'unknown-name': '没有这个用户名',
    'person-left': '人员已离岗',
    'wrong-password': '密码不对',
    'code-expired': '激活码已过期',
    'wrong-code': '激活码不对',
  },
  area: { county: '全县', channel: '本渠道' },
};

const UNITS: { readonly [Name in DetailName]?: string } = {
  found: '条',
  repeated: '次',
  lost: '条',
  ended: '个',
  payloads: '份',
  differences: '处',
  left: '处',
};

function valueInWords(name: DetailName, value: unknown, filterLabel: (name: string) => string): string {
  if (name === 'words') return `${String(value).slice(0, 8)}…`;
  if (name === 'filters' && Array.isArray(value)) return value.map((one) => filterLabel(String(one))).join('、');
  if (Array.isArray(value)) return value.map((one) => valueInWords(name, one, filterLabel)).join('、');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, one]) => `${key} ${String(one)}`)
      .join('、');
  const text = String(value);
  return `${VALUES[name]?.[text] ?? text}${UNITS[name] ?? ''}`;
}

/** What an entry says, in words; an entry of a later release may say what has no word here yet. */
export const detailInWords = (detail: Readonly<Record<string, unknown>>, filterLabel: (name: string) => string = (name) => name): string =>
  Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) =>
      Object.hasOwn(DETAIL_LABELS, name)
        ? `${DETAIL_LABELS[name as DetailName]}：${valueInWords(name as DetailName, value, filterLabel)}`
        : `其他：${JSON.stringify(value)}`,
    )
    .join('；');
