/** One act under several clauses (行政处罚法 29, second sentence): weighed on the record, the higher fine taken. */
import type { z } from 'zod';
import { weighClauses } from '../../discretion/concurrence.ts';
import type { Matter, PenaltyStage } from '../../lists/matters.ts';
import { refuse, type Refusal } from '../../result.ts';
import { today } from '../../work/days.ts';
import { firstRefusal } from '../../work/guards.ts';
import { correctionUnmet } from '../any-stage/correction.ts';
import type { CommandContext, ConcurringMatter } from '../context.ts';
import { matterRefOf } from '../matter-ref.ts';
import { freeToDispose, noSuspectedCrime } from '../standing.ts';
import type { CaseFile } from '../state.ts';
import { tierEvents } from '../transfer/tier-hook.ts';
import type { TransferEvents } from '../transfer/events.ts';
import type { Deciders, Readiness } from '../types.ts';
import type { evidenceCommands } from './commands.ts';
import { factorsOf } from './derivation.ts';
import type { EvidenceEvents } from './events.ts';

type Commands = Pick<typeof evidenceCommands, 'WeighClauses'>;
type Candidate = z.infer<Commands['WeighClauses']['schema']>['candidates'][number];

const ART_29 = ['《行政处罚法》第二十九条'];

const stageOf = (file: CaseFile, { penalties }: Matter, given: PenaltyStage | null): PenaltyStage =>
  given ?? (correctionUnmet(file) && penalties.some(({ stage }) => stage === 'after-refusal') ? 'after-refusal' : 'direct');

// Each once, and none that is the case's own.
function candidatesFit(file: CaseFile, candidates: readonly Candidate[]): Refusal | null {
  const codes = candidates.map(({ matterCode }) => matterCode);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index || code === file.matter?.code);
  return twice === undefined
    ? null
    : refuse('candidate-twice', `事项${twice}重复列出，或者就是本案的事项`, ['只列本案事项以外的条款，每项一次'], ART_29);
}

// 行政处罚法 24: what the unit has no power over goes to whom that has, with the whole act.
function withinPower(chosen: ConcurringMatter): Refusal | null {
  return chosen.competence.ok
    ? null
    : {
        ...chosen.competence,
        message: `应当适用“${chosen.row.name}”的规定，而${chosen.competence.message}`,
        needs: ['移送有权处罚的机关，或者提请提级', ...chosen.competence.needs],
        basis: [...ART_29, ...(chosen.competence.basis ?? [])],
      };
}

export const readyConcurrence = {
  WeighClauses: (file) =>
    firstRefusal(
      file.matter ? null : refuse('matter-missing', '尚未确定违法事项，不能比较', ['先确定违法事项'], ART_29),
      noSuspectedCrime(file, '比较条款'),
      freeToDispose(file, '比较条款'),
    ),
} satisfies Readiness<Commands>;

export const decideConcurrence: Deciders<Commands, EvidenceEvents & TransferEvents, typeof readyConcurrence> = {
  WeighClauses: (file, payload, context) => {
    const { conduct, parties } = file;
    const [party] = parties;
    const own = context.lookups.matter;
    if (!party || !conduct) return refuse('party-missing', '尚未查明当事人', ['先查明当事人'], ['《行政处罚法》第四十条']);
    if (!own) return refuse('matter-missing', '案件的违法事项不在现行清单内', ['核实违法事项'], ['《行政处罚法》第二十四条']);
    const unfit = candidatesFit(file, payload.candidates);
    if (unfit) return unfit;
    const others: { found: ConcurringMatter; candidate: Candidate }[] = [];
    for (const candidate of payload.candidates) {
      const found = context.lookups.concurring?.find(({ row }) => row.code === candidate.matterCode);
      if (!found) return refuse('unknown-matter', `事项${candidate.matterCode}不在清单内`, ['重新选择事项'], ['《行政处罚法》第二十四条']);
      others.push({ found, candidate });
    }
    const facts = factorsOf(file, party, payload.factors, context.lookups.history, context.rules);
    if (!facts.ok) return facts;
    const decidedOn = today(context);
    const weighing = weighClauses({
      matters: [
        { matter: own.row, stage: stageOf(file, own.row, payload.stage) },
        ...others.map(({ found, candidate }) => ({ matter: found.row, stage: stageOf(file, found.row, candidate.stage) })),
      ],
      subjectKind: party.kind,
      conductOn: conduct.on,
      conductEndedOn: conduct.endedOn ?? (conduct.continuing ? decidedOn : null),
      decidedOn,
      factors: facts.factors,
      individualBusinessAs: context.policy.thresholds.individualBusinessAs,
      rules: context.rules,
    });
    if (!weighing.ok) return weighing;
    const taken = others.find(({ found }) => found.row.code === weighing.chosen)?.found ?? null;
    const refusal = taken && withinPower(taken);
    if (refusal) return refusal;
    const matter = taken ? matterRefOf(withMatter(context, taken)) : null;
    return [
      {
        type: 'ClausesWeighed',
        data: {
          act: payload.act,
          clauses: weighing.clauses.map((clause, index) => ({ ...clause, why: others[index - 1]?.candidate.why ?? null })),
          chosen: weighing.chosen,
          matter,
          factors: facts.factors,
          lines: weighing.lines.map(({ text, basis }) => (basis === undefined ? { text } : { text, basis })),
        },
        basis: ART_29,
      },
      ...(matter && taken ? tierEvents(file, withMatter(context, taken), { matter }) : []),
    ];
  },
};

const withMatter = (context: CommandContext, matter: ConcurringMatter): CommandContext => ({
  ...context,
  lookups: { ...context.lookups, matter },
});
