import type { Hit } from './matching.ts';
import type { Topic } from './topics.ts';

/** What sort of lead it is. An error here costs most, so danger and crime are looked for first, and doubt goes to a person. */
export const LEAD_KINDS = ['enforcement', 'out-of-scope', 'criminal', 'emergency'] as const;
export type LeadKind = (typeof LEAD_KINDS)[number];

export const LEAD_KIND_LABELS: Record<LeadKind, string> = {
  enforcement: '执法线索',
  'out-of-scope': '不属本级执法范围',
  criminal: '涉嫌犯罪',
  emergency: '紧急情况',
};

export interface KindSigns {
  /** Strength of the danger and crime markers, 1 and more is decisive. */
  emergency: number;
  criminal: number;
  /** The reporter says that it is happening now. */
  urgent: boolean;
  /** The hits behind, the strongest first. */
  emergencyHits: Hit[];
  criminalHits: Hit[];
}

/** What a word of urgency (现在, 突然, 快来) adds to a suspicion of danger. */
const URGENCY = 0.3;

export function kindSigns(hits: readonly Hit[], topics: readonly Topic[], urgent: boolean): KindSigns {
  const of = (kind: Topic['kind']) =>
    hits.filter((hit) => topics[hit.topic]?.kind === kind && hit.marker !== 0).sort((a, b) => b.marker - a.marker);
  const emergencyHits = of('emergency');
  const criminalHits = of('criminal');
  const danger = strength(emergencyHits);
  const emergency = urgent && danger >= KIND_LIMITS.suspicion ? danger + URGENCY : danger;
  return { emergency, criminal: strength(criminalHits), urgent, emergencyHits, criminalHits };
}

/** The strongest marker of each topic, less what speaks against that topic; two suspicions of one topic make a certainty. */
function strength(hits: readonly Hit[]): number {
  const byTopic = new Map<number, number[]>();
  for (const hit of hits) byTopic.set(hit.topic, [...(byTopic.get(hit.topic) ?? []), hit.marker]);
  let best = 0;
  for (const values of byTopic.values()) {
    const speaking = values.filter((value) => value > 0).sort((a, b) => b - a);
    const against = values.filter((value) => value < 0).reduce((sum, value) => sum + value, 0);
    best = Math.max(best, (speaking[0] ?? 0) + (speaking[1] ?? 0) * 0.5 + against);
  }
  return best;
}

/**
 * Limits of the decision. `decisive` for markers; `share` for leads whose wording as a whole resembles danger or crime though
 * no marker was named. Below them, `suspicion` keeps the kind but sends the lead to a person.
 */
export interface KindLimits {
  decisive: number;
  suspicion: number;
  share: number;
  suspicionShare: number;
}

export const KIND_LIMITS: KindLimits = { decisive: 0.9, suspicion: 0.45, share: 0.5, suspicionShare: 0.25 };

export interface KindShares {
  emergency: number;
  criminal: number;
  otherBody: number;
  duty: number;
}

export interface KindDecision {
  kind: LeadKind;
  /** A graver kind that could not be ruled out. */
  suspected?: 'emergency' | 'criminal';
}

export function decideKind(signs: KindSigns, shares: KindShares, limits: KindLimits = KIND_LIMITS): KindDecision {
  const wordedSo = shares.emergency >= limits.share && (signs.urgent || signs.emergency > 0);
  if (signs.emergency >= limits.decisive || wordedSo) return { kind: 'emergency' };
  const doubtEmergency = signs.emergency >= limits.suspicion || shares.emergency >= limits.suspicionShare;
  const suspected = doubtEmergency ? { suspected: 'emergency' as const } : {};
  if (signs.criminal >= limits.decisive || shares.criminal >= limits.share) return { kind: 'criminal', ...suspected };
  const doubtCriminal = signs.criminal >= limits.suspicion || shares.criminal >= limits.suspicionShare;
  const doubt = doubtEmergency ? suspected : doubtCriminal ? { suspected: 'criminal' as const } : {};
  return { kind: shares.otherBody > shares.duty ? 'out-of-scope' : 'enforcement', ...doubt };
}
