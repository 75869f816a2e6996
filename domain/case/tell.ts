/** How the record tells the things of a case: parties, conduct, money, proposals, evidence. */
import { factorNeed, type FactorValue, valueText } from '../discretion/factors.ts';
import { type PenaltyUnit, rangeLabel } from '../lists/matters.ts';
import { EVIDENCE_KIND_LABELS, SUBJECT_KIND_LABELS } from '../vocabulary.ts';
import { type Said, yuanWords } from '../work/tell.ts';
import { DECISION_KIND_LABELS } from './decision/commands.ts';
import type { CaseParty, Conduct, Derivation, Evidence, MatterRef, Money, ProposedPenalty } from './state.ts';

const joined = (parts: readonly (string | null)[], by: string): string => parts.filter((part) => part !== null && part !== '').join(by);

export const matter = (title: string): Said<MatterRef> => ({ title, say: ({ code, name }) => `${code} ${name}` });

const partyWords = ({ name, kind, identifier, phone, address }: CaseParty): string =>
  joined([`${name}（${SUBJECT_KIND_LABELS[kind]}）`, identifier, phone, address], '，');

export const party = (title: string): Said<CaseParty> => ({ title, say: partyWords });

const conductWords = ({ on, endedOn, continuing, place }: Conduct): string =>
  joined([endedOn ? `${on}至${endedOn}` : on, place, continuing ? '连续或者继续状态' : null], '，');

export const conduct = (title: string): Said<Conduct> => ({ title, say: conductWords });

const moneyWords = ({ fine, confiscation }: Money): string | null =>
  joined([fine > 0 ? `罚款${yuanWords(fine)}` : null, confiscation > 0 ? `没收${yuanWords(confiscation)}` : null], '，') || null;

export const money = (title: string): Said<Money> => ({ title, say: moneyWords });

function derivationWords({ law, tier, min, max, unit }: Derivation): string {
  const range = min === null || max === null ? '' : `，${rangeLabel(min, max, unit as PenaltyUnit)}`;
  return `${tier}${range}（${law}）`;
}

export const derivation = (title: string): Said<Derivation> => ({ title, say: derivationWords });

const factorWords = (factors: Readonly<Record<string, FactorValue>>): string =>
  Object.entries(factors)
    .map(([key, value]) => `${factorNeed(key).label}：${valueText(key, value)}`)
    .join('，');

export const factors = (title: string): Said<ProposedPenalty['factors']> => ({ title, say: factorWords });

const proposalWords = (proposed: ProposedPenalty): string =>
  joined(
    [
      DECISION_KIND_LABELS[proposed.kind],
      moneyWords(proposed.money),
      proposed.others.join('、'),
      proposed.derivation ? `裁量：${derivationWords(proposed.derivation)}` : null,
      factorWords(proposed.factors),
      proposed.leftOut ? `不并处：${proposed.leftOut.map(({ kind, reason }) => `${kind}（${reason}）`).join('、')}` : null,
      proposed.deviation ? `偏离基准：${proposed.deviation.reason}` : null,
    ],
    '；',
  );

export const proposal = (title: string): Said<ProposedPenalty> => ({ title, say: proposalWords });

export const evidence = (title: string): Said<Pick<Evidence, 'kind' | 'title'>> => ({
  title,
  say: (item) => `${EVIDENCE_KIND_LABELS[item.kind]}：${item.title}`,
});

/** How a decision is to be paid. */
export const PAYMENT_LABELS = { bank: '银行或者电子支付', cash: '当场收缴', none: '不涉及缴款' };
