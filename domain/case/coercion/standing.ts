/** What has to be past before anybody is forced: the order's own day, the demand, the announcement, review and suit. */
import { refuse, type Refusal } from '../../result.ts';
import type { Enforcement } from '../../lists/matters.ts';
import { addDays } from '../../terms/instant.ts';
import type { LegalDate } from '../../terms/model.ts';
import { deriveTerms } from '../../terms/view.ts';
import { decisionInEffect } from '../execution/ordered.ts';
import type { CaseFile } from '../state.ts';
import type { ReadyContext } from '../types.ts';

const law = (...articles: string[]): string[] => articles.map((article) => `《行政强制法》${article}`);

type Correction = CaseFile['corrections'][number];

/** What the decision itself orders to be taken down or put back, beside any fine. */
export const ordersRemoval = ({ decision }: CaseFile): boolean =>
  decision !== null && decision.revokedOn === null && (decision.kind === 'order' || decision.others.includes('限期拆除'));

/** What the decision orders was done by force or by somebody in the party's stead; what came before it was another order's. */
export const forced = ({ coercion, decision }: CaseFile): boolean =>
  coercion !== null &&
  decision !== null &&
  [...coercion.executions, ...coercion.substitutions.map(({ performed }) => performed)].some(
    (act) => act?.complete && act.at >= decision.at,
  );

/** The order of the decision; null where it gives none. */
export const orderOfDecision = ({ decision, corrections }: CaseFile): Correction | null =>
  decision ? (corrections.find(({ at }) => at === decision.at) ?? null) : null;

export const performedByParty = ({ checks }: Correction): boolean => checks.at(-1)?.corrected === true;

// 行政强制法 34: forced is only what was ordered, is due, and was found not to be done.
export function overdueOrder(file: CaseFile, id: string, on: LegalDate): Correction | Refusal {
  const found = file.corrections.find((one) => one.id === id);
  if (!found) return refuse('unknown-correction', '没有这项责令改正', ['选择本案的责令改正'], law('第三十四条'));
  if (performedByParty(found)) return refuse('already-performed', '当事人已经履行', ['办理结案'], law('第三十四条'));
  if (on <= found.dueOn) {
    return refuse(
      'order-not-due',
      `责令的期限到${found.dueOn}，届满前不能强制执行`,
      [`${addDays(found.dueOn, 1)}起再办`],
      law('第三十四条'),
    );
  }
  return found.checks.at(-1)?.result === 'unmet'
    ? found
    : refuse('not-found-unmet', '没有逾期不履行的复查记录', ['期满后到现场复查并记录'], law('第三十四条'));
}

/** The terms of the party that 行政强制法 44 waits for. */
const REMEDIES: Readonly<Record<string, string>> = {
  'review-application': '申请行政复议',
  litigation: '提起行政诉讼',
  'litigation-after-review': '复议后提起行政诉讼',
};

// 行政强制法 44: demolished is only what nobody took to review or court in the time that the law gives for it.
export function remediesPassed(file: CaseFile, { policy, now }: Pick<ReadyContext, 'policy' | 'now'>): Refusal | null {
  const basis = law('第四十四条');
  const running = file.litigation.find(({ endedOn }) => endedOn === null);
  if (running) {
    const name = running.kind === 'review' ? '行政复议' : '行政诉讼';
    return refuse('litigation-running', `${name}尚未终结，不能强制拆除`, [`等待${name}终结`], basis);
  }
  const views = deriveTerms(policy, file.ledger, now).filter(({ key, status }) => Object.hasOwn(REMEDIES, key) && status !== 'cancelled');
  if (views.length === 0) {
    return refuse('remedies-not-begun', '复议、诉讼期限尚未起算', ['先送达决定书'], basis);
  }
  const open = views.filter((view) => view.open).sort((a, b) => ((a.deadline ?? '') < (b.deadline ?? '') ? 1 : -1))[0];
  if (!open) return null;
  const until = open.deadline?.slice(0, 10) ?? '';
  return refuse(
    'remedies-open',
    `当事人${REMEDIES[open.key] ?? ''}的期限到${until}，届满前不能强制拆除`,
    [`${addDays(until, 1)}起再办`],
    basis,
  );
}

// 行政处罚法 61: what is to be forced has been received.
export function decisionBinds(file: CaseFile, on: LegalDate): Refusal | null {
  return decisionInEffect(file, on) === null
    ? refuse('decision-not-served', '责令的决定尚未送达', ['先送达决定书'], law('第三十四条'))
    : null;
}

/** The own way of the case's matter, by the list that the matter was taken from. */
export const ownWay = (file: CaseFile): Enforcement | null => file.matter?.enforcement?.find(({ way }) => way !== 'substitute') ?? null;

// 法释〔2013〕5号, 行政强制法 13(2), 53: the court is there for bodies without a power of their own.
export function courtTakesIt(file: CaseFile, owesMoney: boolean): Refusal | null {
  const own = ownWay(file);
  if (!own || owesMoney || !ordersRemoval(file)) return null;
  const planning = own.clause.law.includes('城乡规划法');
  return refuse(
    'court-does-not-take-it',
    planning
      ? '对违反城乡规划法的违法建筑物、构筑物、设施等的强制拆除，法律已经授予行政机关强制执行权，人民法院不受理'
      : '法律已经授予行政机关强制执行权，不能申请人民法院强制执行',
    ['催告、公告后由行政机关作出强制执行决定'],
    planning ? ['法释〔2013〕5号', '《行政强制法》第四十四条'] : law('第十三条第二款', '第五十三条'),
  );
}
