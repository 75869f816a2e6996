/**
 * Penalties that a clause gives beside the fine (并处、没收…，并处…): what it shall give is not left out in silence, what it
 * may give (可以并处) is answered one way or the other.
 */
import type { PenaltyKind } from '../lists/matters.ts';
import { refuse, type Refusal } from '../result.ts';
import type { PenaltyDerivation } from './penalty-model.ts';

/** A penalty of the clause that is not imposed, and why. */
export interface LeftOut {
  kind: string;
  reason: string;
}

export interface Companions {
  shall: PenaltyKind[];
  may: PenaltyKind[];
}

/** By kind: what a clause both shall and may give (food, and the tools it was made with) it shall. */
export function companionsOf({ otherPenalties }: Pick<PenaltyDerivation, 'otherPenalties'>): Companions {
  const kinds = (wanted: 'shall' | 'may') =>
    otherPenalties.filter(({ isPenalty, imposition }) => isPenalty && imposition === wanted).map(({ kind }) => kind);
  const shall = [...new Set(kinds('shall'))];
  return { shall, may: [...new Set(kinds('may'))].filter((kind) => !shall.includes(kind)) };
}

const basisOf = (derivation: PenaltyDerivation, kinds: readonly PenaltyKind[]): string[] => [
  derivation.law.label,
  ...(kinds.includes('没收违法所得') ? ['行政处罚法第二十八条第二款'] : []),
];

/** What the clause shall give is imposed, or left out with a reason. */
export function mandatoryGiven(derivation: PenaltyDerivation, imposed: readonly string[], leftOut: readonly LeftOut[]): Refusal | null {
  const missing = companionsOf(derivation).shall.filter((kind) => !imposed.includes(kind) && !leftOut.some((one) => one.kind === kind));
  if (missing.length === 0) return null;
  const words = missing.join('、');
  return refuse(
    'companion-missing',
    `${derivation.law.label}规定应当一并给予${words}，没有写入，也没有说明理由`,
    [
      `在其他处罚中选择${words}`,
      ...(missing.includes('没收违法所得') ? ['没有违法所得的，裁量要素“违法所得（元）”填0'] : []),
      '条文的情形不符合或者依法减轻的，在“不并处的处罚”中写明理由',
    ],
    basisOf(derivation, missing),
  );
}

/** What the clause may give is imposed, or said not to be, with the reason. */
export function optionalAnswered(derivation: PenaltyDerivation, imposed: readonly string[], leftOut: readonly LeftOut[]): Refusal | null {
  const open = companionsOf(derivation).may.filter((kind) => !imposed.includes(kind) && !leftOut.some((one) => one.kind === kind));
  if (open.length === 0) return null;
  const words = open.join('、');
  return refuse(
    'companion-not-answered',
    `${derivation.law.label}规定可以并处${words}，没有说明是否并处`,
    [`并处的，在其他处罚中选择${words}`, '不并处的，在“不并处的处罚”中写明理由'],
    [derivation.law.label],
  );
}

/** What is imposed is not left out, and what is left out is in the clause. */
export function leftOutFits(derivation: PenaltyDerivation, imposed: readonly string[], leftOut: readonly LeftOut[]): Refusal | null {
  const both = leftOut.find(({ kind }) => imposed.includes(kind));
  if (both) return refuse('imposed-and-left-out', `${both.kind}既写为并处，又写为不并处`, ['二者留一'], [derivation.law.label]);
  const strange = leftOut.find(({ kind }) => !derivation.otherPenalties.some((other) => other.kind === kind));
  return strange
    ? refuse(
        'kind-not-in-clause',
        `${derivation.law.label}没有规定“${strange.kind}”，不需要说明不并处`,
        ['删去该项'],
        [derivation.law.label],
      )
    : null;
}
