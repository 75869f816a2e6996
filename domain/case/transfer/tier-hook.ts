/** Asks the graded list again when what it looks at has changed, and says what follows. */
import { assessTier, type Circumstance, type TierAnswer, type TierLine, tierRank } from '../../routing/tier.ts';
import type { CasePolicy } from '../policy.ts';
import type { CommandContext } from '../context.ts';
import type { TransferEvents } from './events.ts';
import type { CaseFile, MatterRef } from '../state.ts';
import type { NewEvent } from '../types.ts';

/** The parts of a case that the graded list looks at, as they will stand after the command. */
export interface TierFacts {
  matter?: MatterRef | null;
  procedure?: CaseFile['procedure'];
  parties?: CaseFile['parties'];
  circumstances?: readonly Circumstance[];
  unit?: CaseFile['unit'];
  proposed?: { fine: number; confiscation: number; others: readonly string[] } | null;
}

type Competence = { ok: true } | { ok: false; message: string };

/** The graded list's answer for a case, with what is about to change; for decision and explanation alike. */
export function tierOf(
  file: CaseFile,
  competence: Competence,
  policy: Pick<CasePolicy, 'thresholds' | 'county'>,
  change: TierFacts = {},
): TierAnswer {
  const concluded = file.conclusion?.proposed;
  return assessTier(
    {
      matter: change.matter ?? file.matter,
      competence,
      procedure: change.procedure ?? file.procedure,
      proposed: change.proposed ?? (concluded ? { ...concluded.money, others: concluded.others } : null),
      subjects: (change.parties ?? file.parties).map((party) => party.kind),
      circumstances: change.circumstances ?? file.circumstances,
      atBureau: (change.unit ?? file.unit).kind === 'bureau',
    },
    policy,
  );
}

/** The competence the API found with the matter; a matter that was not looked up says nothing against the unit. */
const competenceOf = (context: CommandContext): Competence => {
  const found = context.lookups.matter?.competence;
  return found && !found.ok ? { ok: false, message: found.message } : { ok: true };
};

/** Rules that the bureau has answered already: refused, or taken over and given back. They do not propose again. */
const answeredRules = (file: CaseFile): Set<string | null> =>
  new Set(
    file.transfers.flatMap((one, index) => {
      const givenBack = file.transfers.slice(index + 1).some((later) => later.kind === 'return');
      return one.kind === 'up' && (!one.accepted || givenBack) ? [one.rule] : [];
    }),
  );

/**
 * A higher answer raises the tier; a lower one never moves a case down. Where only the review moves up it is raised at
 * once. Where the bureau has to take the case over it is proposed: a transfer is a legal act that the bureau answers.
 */
export function tierEvents(file: CaseFile, context: CommandContext, change: TierFacts = {}): NewEvent<TransferEvents>[] {
  const { lines } = tierOf(file, competenceOf(context), context.policy, change);
  const above = lines.filter((line) => line.applies && tierRank(line.tier) > tierRank(file.tier));
  const events: NewEvent<TransferEvents>[] = [];

  const atBureau = (change.unit ?? file.unit).kind === 'bureau';
  const taking = above.filter((line) => line.tier === 'bureau-closes');
  const first = taking[0];
  if (first && atBureau) return [...lapsed(file, first), reassessed(file, first, lines)];

  // Until the bureau has taken it over, the town goes on under the bureau's review where a rule asks for that.
  const reviewing = above.find((line) => line.tier === 'bureau-reviews');
  if (reviewing) events.push(...lapsed(file, reviewing), reassessed(file, reviewing, lines));

  const answered = answeredRules(file);
  const proposing = taking.find((line) => !answered.has(line.rule));
  if (proposing && !file.transfer) {
    events.push({
      type: 'TransferProposed',
      data: {
        from: reviewing ? 'bureau-reviews' : file.tier,
        to: 'bureau-closes',
        toUnit: null,
        by: 'rule',
        reasons: `${proposing.text}（分级办案清单）`,
        rule: proposing.rule,
        lines,
        answerDueAt: null,
        rung: null,
      },
      basis: [proposing.basis],
    });
  }
  return events;
}

/** A transfer that asks for no more than the case has got meanwhile has nothing left to be answered. */
const lapsed = ({ transfer }: CaseFile, line: TierLine): NewEvent<TransferEvents>[] =>
  transfer && tierRank(transfer.to) <= tierRank(line.tier)
    ? [{ type: 'TransferLapsed', data: { from: transfer.from, to: transfer.to, reason: line.text }, basis: [line.basis] }]
    : [];

const reassessed = (file: CaseFile, line: TierLine, lines: TierLine[]): NewEvent<TransferEvents> => ({
  type: 'TierReassessed',
  data: { from: file.tier, to: line.tier, rule: line.rule, text: line.text, basis: line.basis, lines },
  basis: [line.basis],
});

/**
 * The tier of a case that is sent to a unit, by dispatch, by agreement or by designation (行政处罚法 25). At a bureau it
 * is the bureau's. Sent from a bureau to a town it is graded anew: the sending decides who handles it, so at most the
 * review stays with the bureau.
 */
export function tierForUnit(file: CaseFile, unit: CaseFile['unit'], context: CommandContext): NewEvent<TransferEvents>[] {
  const down = file.tier === 'bureau-closes' && file.unit.kind === 'bureau' && unit.kind !== 'bureau';
  if (!down) return tierEvents(file, context, { unit });
  const { lines } = tierOf(file, competenceOf(context), context.policy, { unit });
  const below =
    lines.find((line) => line.applies && line.tier === 'bureau-reviews') ??
    lines.find((line) => line.applies && line.tier === 'town-closes');
  return below ? [reassessed(file, below, lines)] : [];
}
