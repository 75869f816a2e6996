/**
 * Payloads at random from the commands' own schemas: every command that the catalogue has is covered, also those that
 * come later. Ids and dates are taken from the case, so that most payloads are plausible; some are not, on purpose.
 */
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import type { z } from 'zod';
import type { CaseFile } from '../../../domain/case/state.ts';
import { heldInCustody } from '../../../domain/case/transfer/rules.ts';
import { openOpinions } from '../../../domain/case/review/rules.ts';
import { fileList } from '../../../domain/case/closing/file-list.ts';
import { outstanding, outstandingSurcharge } from '../../../domain/case/execution/owed.ts';
import { type CommandName, specOf } from '../../../domain/case/catalogue.ts';
import { DAY, legalDateOf, toShanghaiIso } from '../../../domain/terms/instant.ts';
import type { Instant } from '../../../domain/terms/model.ts';
import { people } from './people.ts';
import { citizen, company, conduct, STACKING } from './scenes.ts';

/** A stream of numbers in [0, 1), the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pickOf = <Item>(items: readonly Item[], roll: () => number): Item | undefined => items[Math.floor(roll() * items.length)];

export interface World {
  name: CommandName;
  file: CaseFile | null;
  now: Instant;
  roll: () => number;
  /** What the case could be moved to. */
  nextPolicyHash: string;
  nextCalendarVersion: string;
}

const mostly =
  (likely: boolean, share = 0.93) =>
  ({ roll }: World): boolean =>
    roll() < share ? likely : !likely;
const seldom =
  (value: unknown, share = 0.1) =>
  ({ roll }: World): unknown =>
    roll() < share ? value : null;

const certified = Object.values(people).filter((person) => person.certificate !== null);

const ofUnit = ({ file, roll }: World): string[] => {
  const own = certified.filter((person) => person.unit.id === file?.unit.id && person.id !== 'expired').map(({ id }) => id);
  if (own.length < 2 || roll() >= 0.9) return certified.slice(0, 2).map(({ id }) => id);
  const first = Math.floor(roll() * (own.length - 1));
  return own.slice(first, first + 2);
};

const officersOfCase = (world: World): string[] => {
  const own = world.file?.handlers.map(({ id }) => id) ?? [];
  return own.length >= 2 && world.roll() < 0.9 ? own : ofUnit(world);
};

const day = ({ now, roll }: World, ahead = 0): string => {
  const stray = roll() < 0.08 ? Math.round((roll() - 0.5) * 60) : 0;
  return legalDateOf(now + (ahead + stray) * DAY);
};

/** Fields whose value lies in the case; by name, and by command where the name alone does not tell. */
const FIELDS: Record<string, (world: World) => unknown> = {
  townId: () => 'qingshi',
  unitId: ({ name, roll }) => {
    if (name === 'ProposeTransfer') return roll() < 0.8 ? null : 'bureau';
    if (name === 'RaiseJurisdictionDispute') return pickOf(['liulin', 'water'], roll);
    return pickOf(['qingshi', 'qingshi', 'liulin', 'bureau'], roll);
  },
  corrected: mostly(false, 0.65),
  refused: mostly(true, 0.5),
  certificateShown: mostly(true),
  rightsTold: mostly(true),
  handedOver: mostly(true),
  signed: mostly(true),
  redacted: mostly(true),
  papersComplete: mostly(true),
  noHarm: mostly(true),
  agreed: mostly(true, 0.5),
  filed: mostly(true, 0.6),
  waits: mostly(true, 0.4),
  granted: mostly(true, 0.6),
  goodsIncluded: mostly(true, 0.5),
  copiedToProcurator: mostly(true),
  statement: seldom('家庭困难'),
  statementAnswer: seldom('已酌情考虑', 0.5),
  education: () => '已当面教育',
  educatedOn: (world) => day(world),
  files: () => [
    { kind: 'transfer-letter', title: '移送书' },
    { kind: 'investigation-report', title: '调查报告' },
    { kind: 'goods-list', title: '物品清单' },
  ],
  policyHash: ({ nextPolicyHash, roll }) => (roll() < 0.8 ? nextPolicyHash : 'f'.repeat(64)),
  version: ({ nextCalendarVersion }) => nextCalendarVersion,
  appliedOn: (world) => day(world),
  matterCode: ({ roll }) => (roll() < 0.95 ? STACKING : null),
  conduct: ({ roll }) => (roll() < 0.95 ? conduct : null),
  parties: ({ roll }) => (roll() < 0.9 ? [roll() < 0.7 ? citizen : company] : []),
  receivedAt: ({ now }) => toShanghaiIso(now - 3_600_000),
  arrivedAt: () => null,
  handlerId: () => null,
  leadId: () => null,
  founded: ({ roll }) => roll() < 0.9,
  criminalSuspected: ({ roll }) => roll() < 0.05,
  suspected: ({ roll }) => roll() < 0.5,
  handlerIds: ofUnit,
  officerIds: officersOfCase,
  reviewerIds: officersOfCase,
  teamIds: officersOfCase,
  correctionId: ({ file, roll }) => pickOf(file?.corrections ?? [], roll)?.id ?? 'none',
  preservationId: ({ file, roll }) => pickOf(file?.preservations ?? [], roll)?.id ?? 'none',
  seizureId: ({ name, file, roll }) =>
    name === 'RequestAppraisal' || name === 'SealOrDetain'
      ? (pickOf(file?.seizures ?? [], roll)?.id ?? null)
      : (pickOf(file?.seizures ?? [], roll)?.id ?? 'none'),
  substitutionId: ({ file, roll }) => pickOf(file?.coercion?.substitutions ?? [], roll)?.id ?? 'none',
  costId: ({ file, roll }) => pickOf(file?.substitutionCosts ?? [], roll)?.costId ?? 'none',
  interested: mostly(false),
  adopted: mostly(false),
  related: mostly(true),
  necessities: mostly(false),
  sealedElsewhere: mostly(false),
  partyNotified: mostly(true),
  appraisalId: ({ file, roll }) => pickOf(file?.appraisals ?? [], roll)?.id ?? 'none',
  evidenceId: ({ file, roll }) => pickOf(file?.evidence ?? [], roll)?.id ?? 'none',
  evidenceIds: ({ file, name }) =>
    file?.evidence.filter((item) => !item.excluded && (name !== 'ConcludeInvestigation' || item.verified)).map(({ id }) => id) ?? [],
  recusalId: ({ file }) => file?.recusals.find(({ decided }) => decided === null)?.id ?? 'none',
  urgeId: ({ file }) => file?.urges.find(({ answeredAt }) => answeredAt === null)?.id ?? 'none',
  supervisionId: ({ file }) => file?.supervisions.find(({ answeredAt }) => answeredAt === null)?.id ?? 'none',
  term: ({ file, roll }) => pickOf(file?.ledger.flatMap((entry) => (entry.op === 'armed' ? [entry.term] : [])) ?? [], roll) ?? 'none',
  answers: ({ file }) => openOpinions(file!).map(({ id }) => ({ id, answer: '已补充' })),
  custody: ({ file }) => (file ? heldInCustody(file).map(({ id }) => id) : []),
  openPreservations: ({ file }) =>
    file?.preservations.filter(({ resolution }) => !resolution).map(({ id }) => ({ id, reason: '尚在期限内' })) ?? [],
  factors: ({ name }) => (name === 'DecideOnTheSpot' ? { dogHeightCm: 30, harm: 'none' } : { areaSqm: 3 }),
  correctedOnSpot: mostly(true),
  fileNumber: ({ roll }) => `案卷${Math.floor(roll() * 1e9)}`,
  stage: () => null,
  otherActReason: () => null,
  deviationReason: ({ roll }) => (roll() < 0.1 ? '当事人屡教不改' : null),
  lateReason: () => null,
  cashGround: () => null,
  channel: ({ name, roll }) => (name === 'OpenCase' ? '12345' : pickOf(['bank', 'electronic', 'cash'], roll)),
  chairId: ({ roll }) => pickOf(['bureauhead', 'bureaudeputy', 'handler1'], roll),
  heldAt: ({ now, roll }) => toShanghaiIso(now + Math.round(5 + roll() * 15) * DAY),
  answerDueAt: ({ now, roll }) => toShanghaiIso(now + Math.round(roll() * 5 * DAY) - 3_600_000),
  dueOn: (world) => day(world, 2),
  correction: () => null,
  cash: () => null,
  memberIds: ({ roll }) => (roll() < 0.7 ? ['townhead', 'towndeputy'] : ['townhead']),
  others: ({ roll }) => (roll() < 0.1 ? ['警告'] : []),
  leftOut: () => [],
  candidates: () => [{ matterCode: 'CG-0104', why: '占道设摊', stage: null }],
  confiscation: () => 0,
  fine: ({ name, file, roll }) => {
    if (name === 'RecordLitigation') return roll() < 0.5 ? null : 200;
    if (name === 'DecideOnTheSpot') return pickOf([50, 50, 200, 300], roll);
    if (name === 'Decide')
      return file?.conclusion?.proposed.kind !== 'penalty'
        ? 0
        : roll() < 0.85
          ? (file.notice?.proposed.money.fine ?? file.conclusion.proposed.money.fine)
          : 400;
    return pickOf([300, 300, 450, 900], roll);
  },
  amount: ({ file, now, roll }) => {
    if (!file) return 1;
    const left = outstanding(file) || outstandingSurcharge(file, legalDateOf(now), countyPolicy);
    return roll() < 0.8 ? left : Math.floor(left / 2);
  },
  plan: ({ file, now }) => {
    const left = file ? outstanding(file) : 0;
    return [30, 60].map((days) => ({ dueOn: legalDateOf(now + days * DAY), amount: left / 2 }));
  },
  papers: ({ file, name }) => (name === 'ArchiveCase' ? fileList(file!).map(({ title }) => ({ title, pages: 1 })) : ['卷宗']),
  toId: ({ roll }) => pickOf(['handler3', 'handler3', 'handler2', 'bureauhandler2'], roll),
  personId: ({ roll }) => pickOf(Object.keys(people), roll),
  itemId: ({ roll }) => pickOf(['whistle-1', 'case-2', 'case-1', 'nowhere'], roll),
  caseId: ({ roll }) => pickOf(['case-2', 'case-3', 'case-1'], roll),
  seq: ({ file, roll }) => 1 + Math.floor(roll() * ((file?.version ?? 1) + 1)),
  party: () => null,
  receipt: ({ roll }) => `凭证${Math.floor(roll() * 1e9)}`,
  ground: ({ name, file, roll }) => {
    if (name !== 'CloseCase' || roll() < 0.2) return undefined;
    const kind = file?.decision?.kind;
    if (file?.decision?.revokedOn) return 'revoked';
    if (kind === 'penalty') return 'executed';
    if (kind === 'order') return 'order-performed';
    if (kind === 'transfer') return 'transferred-agency';
    if (kind === 'police') return 'transferred-police';
    return kind ? 'no-penalty' : undefined;
  },
  kind: ({ name, file, roll }) => {
    if (name === 'ConcludeInvestigation') return roll() < 0.8 ? 'penalty' : undefined;
    if (name === 'Decide') return roll() < 0.85 ? file?.conclusion?.proposed.kind : undefined;
    if (name === 'RecordStatement') return pickOf(['waiver', 'defence', 'no-answer'] as const, roll);
    return undefined;
  },
  points: ({ roll }) => (roll() < 0.5 ? [{ argument: '家庭困难', adopted: true, answer: '酌情考虑' }] : []),
  waivesHearing: ({ roll }) => roll() < 0.05,
  method: ({ name, roll }) => (name !== 'RecordSampling' && roll() < 0.8 ? 'direct' : undefined),
  document: ({ name, roll }) => (name === 'ServeDocument' && roll() < 0.8 ? 'decision' : undefined),
  paperNumber: () => null,
};

interface Meta {
  input?: string;
}

/** Zod keeps what a schema is in its definition; only the kinds that the commands use are read. */
interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
  element?: z.ZodType;
  entries?: Record<string, string>;
}

function valueOf(schema: z.ZodType, key: string, world: World): unknown {
  const { roll } = world;
  const own = FIELDS[key];
  if (own && roll() < 0.97) {
    const value = own(world);
    if (value !== undefined) return value;
  }
  const def = (schema as unknown as { _zod: { def: Def } })._zod.def;
  const { input } = (schema.meta() ?? {}) as Meta;
  switch (def.type) {
    case 'default':
      return roll() < 0.6 ? undefined : valueOf(def.innerType!, key, world);
    case 'nullable':
      return roll() < 0.35 ? null : valueOf(def.innerType!, key, world);
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape!)
          .map(([name, field]) => [name, valueOf(field, name, world)] as const)
          .filter(([, value]) => value !== undefined),
      );
    case 'array':
      if (input === 'officers' || input === 'people') return officersOfCase(world);
      return input === 'choices' ? [] : [valueOf(def.element!, '', world)];
    case 'enum':
      return pickOf(Object.values(def.entries!), roll);
    case 'boolean':
      return roll() < 0.8;
    case 'number':
      return Math.floor(roll() * 40);
    case 'record':
      return {};
    case 'string':
      if (input === 'date') return day(world);
      if (input === 'instant') return toShanghaiIso(world.now);
      if (input === 'file') return 'a'.repeat(64);
      if (input === 'person') return pickOf(Object.keys(people), roll);
      if (input === 'unit') return 'qingshi';
      return '如实记录';
    default:
      throw new Error(`no random value for a ${def.type} at ${key}`);
  }
}

/** A payload as the API would hand it on, or null where the schema turned the draw down. */
export function randomPayload(world: World): unknown {
  const { schema } = specOf(world.name);
  const parsed = schema.safeParse(valueOf(schema, '', world));
  return parsed.success ? parsed.data : null;
}
