/**
 * The audit trail 审计日志: what no case's record tells, such as who signed in, read, searched, revealed, exported, administered.
 * Every entry is sealed to the one before it, so that one that was altered or taken away is found. The digest is an argument.
 */
import { canonicalJson } from '../canonical-json.ts';
import type { IsoInstant } from '../terms/model.ts';
import type { Sha256 } from '../work/record.ts';

/** What an act is, apart from which act it is; `what` of an entry begins with it: `read:readCase`. */
export const AUDIT_KINDS = {
  session: '登录',
  read: '查看',
  search: '查询',
  reveal: '查看遮盖的内容',
  export: '导出',
  intake: '线索',
  upload: '上传',
  administration: '系统管理',
  key: '密钥',
  publication: '发布',
  operation: '运维命令',
  other: '其他',
} as const;
export type AuditKind = keyof typeof AUDIT_KINDS;

/** Acts that tell themselves what happened, beside those that are named as their route is. */
export const ACT_LABELS: Readonly<Record<string, string>> = {
  'session:sign-in': '登录',
  'session:sign-out': '退出登录',
  'session:session-end': '结束会话',
  'session:activation-code': '发放激活码',
  'session:account-activation': '用激活码设定密码',
  'session:password-change': '修改密码',
  'session:second-factor': '第二验证',
  'session:second-factor-removed': '移除第二验证',
  'session:second-factor-reset': '重置第二验证',
  'session:second-factor-set-up': '设置第二验证',
  'session:recovery-codes': '换发恢复码',
  'session:identity-link': '关联统一身份',
  'session:identity-refusal': '拒绝统一身份',
  'reveal:temporal': '解开流程引擎中的内容',
  'operation:setup': '建立新县',
  'operation:seed': '装入演示数据',
  'operation:migrate': '数据库迁移',
  'operation:reconcile': '核对办案引擎与记录，补写、重建或者认可',
  'operation:auditCheck': '核验审计日志（命令行）',
  'operation:auditArchive': '归档审计日志',
  'operation:auditVerify': '核验审计日志的归档文件',
  'operation:temporalRegister': '登记搜索属性',
  'operation:codecRotate': '更换密钥环的加密密钥',
  'operation:codecCheck': '检查读不出的事项',
  'operation:replay': '重放流程历史',
  'other:auditGap': '有日志未能记下',
};

export const AUDIT_OUTCOMES = { done: '已办', refused: '被拒' } as const;
export type AuditOutcome = keyof typeof AUDIT_OUTCOMES;

export interface AuditEntry {
  /** From 1, without a gap; one chain an installation. */
  n: number;
  /** UTC with milliseconds. */
  at: IsoInstant;
  what: string;
  outcome: AuditOutcome;
  /** A person, or `key:…` for a machine; null where nobody was known. */
  actorId: string | null;
  keyId: string | null;
  sessionId: string | null;
  requestId: string | null;
  address: string | null;
  /** About whom or what: `case:…`, `party:…`. */
  subject: string | null;
  detail: Record<string, unknown>;
}

export interface SealedEntry extends AuditEntry {
  hash: string;
}

/** The end of a chain: the number and hash that the next entry follows. */
export interface AuditHead {
  n: number;
  hash: string;
}

export const auditStart = (sha256: Sha256): AuditHead => ({ n: 0, hash: sha256('caselight-audit/1') });

/** hash = SHA-256(previous hash + canonical JSON of the entry without its hash). */
export function auditHash(previous: string, entry: AuditEntry, sha256: Sha256): string {
  const { n, at, what, outcome, actorId, keyId, sessionId, requestId, address, subject, detail } = entry;
  return sha256(previous + canonicalJson({ n, at, what, outcome, actorId, keyId, sessionId, requestId, address, subject, detail }));
}

/** The entries in their order, each sealed to the one before, the first to `head`. */
export function sealEntries(head: AuditHead, entries: readonly Omit<AuditEntry, 'n'>[], sha256: Sha256): SealedEntry[] {
  let { n, hash } = head;
  return entries.map((entry) => {
    n += 1;
    const numbered = { ...entry, n };
    hash = auditHash(hash, numbered, sha256);
    return { ...numbered, hash };
  });
}

/** Why an entry does not follow the one before it; null where it does. */
export function auditFault(previous: AuditHead, entry: SealedEntry, sha256: Sha256): string | null {
  if (entry.n !== previous.n + 1) {
    return entry.n === previous.n + 2 ? `缺少第${previous.n + 1}条` : `缺少第${previous.n + 1}条至第${entry.n - 1}条`;
  }
  return auditHash(previous.hash, entry, sha256) === entry.hash ? null : `第${entry.n}条的内容与其哈希不符，或者它的前一条被改动过`;
}
