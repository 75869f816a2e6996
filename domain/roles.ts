/**
 * Who is who: the groups of roles that rules, routes, notices and pages ask for. Their order is the order in which a
 * refusal names them; whom it sends the reader to is the first.
 */
import { refuse, type Refusal } from './result.ts';
import { type Role, ROLE_LABELS } from './vocabulary.ts';

export const TOWN_HEAD = 'town-head';
export const BUREAU_HEAD = 'bureau-head';

/** 负责人, who approve and decide (行政处罚法 57). */
export const HEADS = [TOWN_HEAD, BUREAU_HEAD] as const;
/** 办案人员, who handle, collect and record. */
export const HANDLERS = ['handler', 'bureau-handler'] as const;
/** 法制审核员 (行政处罚法 58). */
export const REVIEWERS = ['town-reviewer', 'bureau-reviewer'] as const;

/** Everybody who handles, reviews or decides cases. */
export const CASE_OFFICERS = [...HANDLERS, ...REVIEWERS, ...HEADS] as const;
/** Those who accept for their unit what is sent to it: a lead, a dispatched case. */
export const ACCEPTERS = ['handler', TOWN_HEAD, 'bureau-handler', BUREAU_HEAD] as const;
/** The same at the bureau, which takes over what is transferred upwards. */
export const BUREAU_ACCEPTERS = ['bureau-handler', BUREAU_HEAD] as const;

/** A town's own people. */
export const TOWN = ['handler', 'assistant', 'town-reviewer', TOWN_HEAD] as const;
/** The bureau's. */
export const BUREAU = ['bureau-handler', 'bureau-reviewer', BUREAU_HEAD] as const;
/** Those who see the cases of the whole county. */
export const COUNTY_READERS = ['dispatcher', ...BUREAU, 'supervisor', 'auditor'] as const;
/** Everybody who sees case content at all. */
export const CASE_READERS = ['dispatcher', ...TOWN, ...BUREAU, 'supervisor', 'auditor'] as const;
/** Those who take leads in by hand: an auditor looks on and reports nothing. */
export const LEAD_REPORTERS = ['dispatcher', ...TOWN, ...BUREAU, 'supervisor'] as const;

/** Those who act for the county, the common superior of its towns and bureaus (行政处罚法 25). */
export const SUPERIORS = ['supervisor', 'dispatcher'] as const;

/** Those who look at what proves the record. */
export const PROOF_READERS = ['auditor', 'supervisor', 'sys-admin'] as const;
/** Those who see to the channels: how they are told, and what could not be told. */
export const CHANNEL_KEEPERS = ['sys-admin', 'dispatcher'] as const;
/** The two who grant a machine its key: one proposes, the other approves. */
export const KEY_KEEPERS = ['sys-admin', 'security-admin'] as const;
/** Those who make two records of one party one. */
export const PARTY_MERGERS = ['list-admin', ...BUREAU] as const;
/** The second of the two who publish a list or a calendar; the same who may look at drafts. */
export const LIST_APPROVERS = ['list-admin', BUREAU_HEAD, 'sys-admin'] as const;
/** The second of the two who publish rules of handling. */
export const POLICY_APPROVERS = [BUREAU_HEAD, 'sys-admin', 'list-admin'] as const;

/** The administrators of the system (三员 and the keeper of lists): no one of them is believed for a password alone. */
export const ADMINISTRATORS = ['sys-admin', 'security-admin', 'audit-admin', 'list-admin'] as const;
/** Whose account decides over others: who lets them in has to be another than who keeps the system. */
export const POWERFUL = [...HEADS, ...REVIEWERS, 'supervisor', ...ADMINISTRATORS] as const;

interface Someone {
  readonly roles: readonly Role[];
}

export const hasRole = ({ roles }: Someone, ...wanted: readonly Role[]): boolean => wanted.some((role) => roles.includes(role));

export const isHead = (person: Someone): boolean => hasRole(person, ...HEADS);
export const isTownHead = (person: Someone): boolean => hasRole(person, TOWN_HEAD);
export const isBureauHead = (person: Someone): boolean => hasRole(person, BUREAU_HEAD);
export const isReviewer = (person: Someone): boolean => hasRole(person, ...REVIEWERS);
export const isSupervisor = (person: Someone): boolean => hasRole(person, 'supervisor');

export const isAdministrator = (person: Someone): boolean => hasRole(person, ...ADMINISTRATORS);

export const rolesInWords = (roles: readonly Role[]): string => roles.map((role) => ROLE_LABELS[role]).join('、');

/** Whom a refusal sends the reader to. */
export const askRole = ([first]: readonly Role[]): string => `由${ROLE_LABELS[first ?? 'handler']}操作`;

/** Whose it never is to do this, whatever the case. */
export const withRole = (person: Someone, { label, roles }: { label: string; roles: readonly Role[] }): Refusal | null =>
  hasRole(person, ...roles) ? null : refuse('role-required', `${label}须由${rolesInWords(roles)}进行`, [askRole(roles)]);

/** An enforcement officer 执法人员: whoever only helps or only looks on is none (浙江省综合行政执法条例 30). */
export const isOfficer = ({ roles }: Someone): boolean => roles.some((role) => role !== 'assistant' && role !== 'auditor');
