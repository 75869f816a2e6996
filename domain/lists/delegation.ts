/**
 * Delegation 赋权清单: which town type may use which power from when until when (行政处罚法 24), with dynamic adjustment
 * 动态调整. A power taken back stays usable for the cases filed before.
 */
import { z } from 'zod';
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import type { LegalDate } from '../terms/model.ts';
import { clauseLabel, clauseSchema, dateField, itemCode, words } from './fields.ts';
import type { Matter } from './matters.ts';
import { checkEach } from './row-check.ts';
import type { RowFinding, RowReport } from './row-check.ts';
import { isInForce, versionLabel } from './versions.ts';
import type { ListVersion } from './versions.ts';

export const TOWN_TYPES = ['town', 'street'] as const;
export type TownType = (typeof TOWN_TYPES)[number];
export const TOWN_TYPE_LABELS: Record<TownType, string> = { town: '乡镇', street: '街道' };

/** Art. 24 hands down penalty power alone: inspection and compulsory power are delegated, and marked, separately. */
export const POWERS = ['penalty', 'inspection', 'compulsory'] as const;
export type Power = (typeof POWERS)[number];
export const POWER_LABELS: Record<Power, string> = { penalty: '行政处罚权', inspection: '行政检查权', compulsory: '行政强制权' };

/** Conferred 赋权 makes the town act in its own name; entrusted 委托 makes it act for another body (行政处罚法 20, 24). */
export const MODES = ['conferred', 'entrusted'] as const;
export type Mode = (typeof MODES)[number];
export const MODE_LABELS: Record<Mode, string> = { conferred: '赋权', entrusted: '委托' };

export const delegationSchema = z.strictObject({
  code: itemCode,
  matterCode: itemCode,
  matterName: words,
  townType: z.enum(TOWN_TYPES),
  /** Ids of the towns it is limited to; null: all of the type. */
  towns: z.array(words).min(1, { error: '不能为空' }).nullable(),
  powers: z.array(z.enum(POWERS)).min(1, { error: '不能为空' }),
  /** Absent: conferred. */
  mode: z.enum(MODES).optional(),
  /** The law or regulation that gives the power to coerce; asked of such rows alone (行政强制法 17, 22). */
  clause: clauseSchema.optional(),
  effectiveFrom: dateField,
  /** Last day; null: until taken back. */
  effectiveUntil: dateField.nullable(),
  /** The decision that hands it down (省级政府决定 and its local list). */
  decision: z.strictObject({ title: words, url: words.optional(), verified: z.boolean() }),
  note: words.nullable(),
});
export type Delegation = z.infer<typeof delegationSchema>;

/** Unknown matters, periods the wrong way round, periods of one power and town type that overlap. */
export function checkDelegation(rows: readonly Delegation[], matterCodes: readonly string[], towns?: readonly string[]): RowFinding[] {
  const known = new Set(matterCodes);
  return checkEach(
    rows,
    (row) => row.code,
    'code',
    (row, report) => {
      if (!known.has(row.matterCode)) report.error('matterCode', 'unknown-matter', `执法事项清单中没有“${row.matterCode}”`);
      const reversed = row.effectiveUntil !== null && row.effectiveFrom > row.effectiveUntil;
      if (reversed) {
        report.error('effectiveFrom', 'period-reversed', `起始日期${row.effectiveFrom}晚于截止日期${row.effectiveUntil}`);
      }
      (row.towns ?? []).forEach((town, index) => {
        if (towns && !towns.includes(town)) report.error(`towns.${index}`, 'unknown-town', `没有“${town}”这个镇街`);
      });
      checkCoercion(row, report);
      const earlier = reversed ? [] : rows.slice(0, rows.indexOf(row));
      const rival = earlier.find((other) => overlaps(other, row));
      if (rival) report.error('effectiveFrom', 'period-overlap', `与${rival.code}的期间和镇街重叠`);
    },
  );
}

// 行政强制法 17, 22: the power to coerce stands on an article of its own, and is never entrusted.
function checkCoercion(row: Delegation, report: RowReport): void {
  if (!row.powers.includes('compulsory')) {
    if (row.clause) report.error('clause', 'clause-without-coercion', '强制权依据只用于行政强制权');
    return;
  }
  if (row.powers.length > 1) report.error('powers', 'coercion-with-others', '行政强制权应当单列一项，不与处罚权、检查权并列');
  if (row.mode === 'entrusted') report.error('mode', 'coercion-entrusted', '行政强制措施权不得委托（行政强制法第十七条第一款）');
  if (!row.clause) report.error('clause', 'coercion-without-clause', '行政强制权须写明法律、法规的条款（行政强制法第十七条）');
}

/** Same matter, type, power and town, with a day in common. */
export function overlaps(a: Delegation, b: Delegation): boolean {
  return (
    a.matterCode === b.matterCode &&
    a.townType === b.townType &&
    a.powers.some((power) => b.powers.includes(power)) &&
    (a.towns === null || b.towns === null || a.towns.some((town) => b.towns?.includes(town))) &&
    (a.effectiveUntil === null || b.effectiveFrom <= a.effectiveUntil) &&
    (b.effectiveUntil === null || a.effectiveFrom <= b.effectiveUntil)
  );
}

export interface TownRef {
  id: string;
  name: string;
  kind: TownType;
}

export interface CompetenceQuestion {
  matter: Pick<Matter, 'code' | 'name'>;
  /** The delegation list in force, with its version. */
  delegation: { rows: readonly Delegation[]; version: ListVersion };
  town: TownRef;
  /** The day of the act that needs the power: dispatch, or decision. */
  on: LegalDate;
  /** The day the case was filed; null while it is not. */
  filedOn: LegalDate | null;
  power?: Power;
}

export type CompetenceAnswer =
  | { ok: true; why: string; item: string; version: string }
  /** `item`: the row that comes nearest, null where the list has none. */
  | (Refusal & { item: string | null; version: string });

/** What gives, and so what denies, each power. */
const BASIS: Record<Power, string> = {
  penalty: '行政处罚法第二十四条',
  inspection: '行政处罚法第二十四条',
  compulsory: '行政强制法第十七条',
};

/** Whether the town may use the power on that day; names the list row and version either way. */
export function competence(question: CompetenceQuestion): CompetenceAnswer {
  const { matter, delegation, town, on, filedOn, power = 'penalty' } = question;
  const version = versionLabel(delegation.version);
  const rows = delegation.rows
    .filter((row) => row.matterCode === matter.code && row.powers.includes(power))
    // 行政强制法 17(1): entrusted, it is no power to coerce.
    .filter((row) => power !== 'compulsory' || row.mode !== 'entrusted')
    .filter((row) => row.townType === town.kind && (row.towns === null || row.towns.includes(town.id)));
  const no = (code: string, message: string, needs: string[], item: string | null): CompetenceAnswer => ({
    ...refuse(code, message, needs, [BASIS[power], item ? `${version}第${item}项` : version]),
    item,
    version,
  });
  const what = `“${matter.name}”（${matter.code}）的${POWER_LABELS[power]}`;

  const current = rows.find((row) => isInForce(row, on));
  if (current) {
    return {
      ok: true,
      why: `${version}第${current.code}项：${what}已赋予${TOWN_TYPE_LABELS[town.kind]}，${on}有效${current.clause ? `（${clauseLabel(current.clause)}）` : ''}`,
      item: current.code,
      version,
    };
  }
  if (filedOn !== null && filedOn <= on) {
    const kept = rows.find((row) => isInForce(row, filedOn));
    if (kept) {
      return {
        ok: true,
        item: kept.code,
        version,
        why: `${version}第${kept.code}项：该权限已于${kept.effectiveUntil ?? ''}收回，本案${filedOn}在收回前立案，由${town.name}继续办理`,
      };
    }
  }
  const ended = latest(
    rows.filter((row) => row.effectiveUntil !== null && row.effectiveUntil < on),
    (row) => row.effectiveUntil ?? '',
  );
  const later = rows.filter((row) => row.effectiveFrom > on);
  const coming = later.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))[0];
  if (ended) {
    const again = coming ? [`${coming.effectiveFrom}重新赋权后再行使`] : [];
    return no(
      'power-taken-back',
      `${what}已于${ended.effectiveUntil}收回，${town.name}不能再行使`,
      ['移送县级主管部门办理', ...again],
      ended.code,
    );
  }
  if (coming) {
    return no(
      'power-not-yet',
      `${what}自${coming.effectiveFrom}起才赋予${TOWN_TYPE_LABELS[town.kind]}，${on}尚未生效`,
      [`${coming.effectiveFrom}以后再行使`, '移送县级主管部门办理'],
      coming.code,
    );
  }
  return no(
    'power-not-delegated',
    `赋权清单没有把${what}赋予${TOWN_TYPE_LABELS[town.kind]}，${town.name}不能行使`,
    [
      '移送县级主管部门办理',
      power === 'compulsory' ? '法律、法规另有授权的，在清单中单列一项强制权并写明条款' : '或者由省级人民政府决定赋权并列入清单',
    ],
    null,
  );
}

function latest<Row>(rows: readonly Row[], by: (row: Row) => string): Row | undefined {
  return [...rows].sort((a, b) => (by(a) < by(b) ? 1 : -1))[0];
}

/** Clauses that name the 乡镇人民政府 itself: streets 街道办事处 have that power only if a decision gives it to them. */
const TOWN_BY_LAW = '法律、行政法规直接规定由乡镇人民政府实施';

/**
 * A first delegation list from the matters' own suggestion (`delegatedTo`): one row a matter and town type. Penalty
 * power only, but where the very law that names the 乡镇 also lets it coerce (城乡规划法 65): that is a row of its own. Whether a
 * real county's list holds the item stays as verified, or not, as the matter says.
 */
export function delegationFromMatters(matters: readonly Matter[], effectiveFrom: LegalDate): Delegation[] {
  return matters
    .filter((matter) => matter.delegatedTo.includes('town'))
    .flatMap((matter) => {
      const byLaw = matter.delegationBasis.title === TOWN_BY_LAW;
      const types: readonly TownType[] = byLaw ? ['town'] : TOWN_TYPES;
      const row = (townType: TownType): Delegation => ({
        code: `${matter.code}-${townType}`,
        matterCode: matter.code,
        matterName: matter.name,
        townType,
        towns: null,
        powers: ['penalty'],
        effectiveFrom,
        effectiveUntil: null,
        decision: {
          title: matter.delegationBasis.title,
          ...(matter.delegationBasis.url === undefined ? {} : { url: matter.delegationBasis.url }),
          verified: matter.delegationBasis.verified,
        },
        note: matter.delegationBasis.note ?? null,
      });
      const own = byLaw ? matter.enforcement?.find(({ by }) => by === 'own') : undefined;
      const coercing = (townType: TownType): Delegation[] =>
        own ? [{ ...row(townType), code: `${matter.code}-${townType}-compulsory`, powers: ['compulsory'], clause: own.clause }] : [];
      return types.flatMap((townType) => [row(townType), ...coercing(townType)]);
    });
}
