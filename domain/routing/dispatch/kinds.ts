import type { Hit } from './matching.ts';
import type { Topic } from './topics.ts';

/**
 * What sort of lead it is. An error here costs most, so danger and crime are looked for first, and doubt goes to a
 * person.
 */
export const LEAD_KINDS = ['enforcement', 'out-of-scope', 'criminal', 'emergency'] as const;
export type LeadKind = (typeof LEAD_KINDS)[number];

export const LEAD_KIND_LABELS: Record<LeadKind, string> = {
  enforcement: '执法线索',
  'out-of-scope': '不属本级执法范围',
  criminal: '涉嫌犯罪',
  emergency: '紧急情况',
};

/** A kind that must not be missed. */
export type GraveKind = 'emergency' | 'criminal';

/** What speaks for a grave kind, each in its own scale. */
export interface GraveSigns {
  /** Markers of the lexicon, 1 is one clear marker. */
  marker: number;
  /** Share of its topics among all topics, 0..1. */
  share: number;
  /** Log odds of the way it is told (voice.ts). */
  voice: number;
  /** The marker hits, the strongest first. */
  hits: Hit[];
}

export interface KindSigns {
  emergency: GraveSigns;
  criminal: GraveSigns;
  /** The reporter says that it is happening now. */
  urgent: boolean;
  otherBody: number;
  duty: number;
}

/**
 * The strongest marker of each topic, less what speaks against that topic; two suspicions of one topic make a
 * certainty.
 */
export function markerStrength(hits: readonly Hit[]): number {
  const byTopic = new Map<number, number[]>();
  for (const hit of hits) byTopic.set(hit.topic, [...(byTopic.get(hit.topic) ?? []), hit.marker]);
  let best = 0;
  for (const values of byTopic.values()) {
    const speaking = values.filter((value) => value > 0).sort((a, b) => b - a);
    const against = values.filter((value) => value < 0).reduce((sum, value) => sum + value, 0);
    best = Math.max(best, (speaking[0] ?? 0) + (speaking[1] ?? 0) * 0.5 + against);
  }
  return Math.round(Math.min(1.5, best) * 1000) / 1000;
}

export function markerHits(hits: readonly Hit[], topics: readonly Topic[], kind: GraveKind): Hit[] {
  return hits.filter((hit) => topics[hit.topic]?.kind === kind && hit.marker !== 0).sort((a, b) => b.marker - a.marker);
}

/**
 * Weights of the signs in one sum, and where the sum decides; fitted by cross-validation over the lexicon's
 * sentences.
 */
export const KIND_SUM = { share: 3, marker: 2, urgent: 0.7 };
export const KIND_LIMITS: Record<GraveKind, { decisive: number; suspicion: number }> = {
  emergency: { decisive: -1, suspicion: -2.2 },
  criminal: { decisive: -0.8, suspicion: -1.8 },
};
/** One clear marker (煤气味, 罂粟) decides by itself, however calmly it is told. */
export const CLEAR_MARKER = 0.9;

export function graveSum(signs: GraveSigns, urgent: boolean): number {
  return signs.voice + KIND_SUM.share * signs.share + KIND_SUM.marker * signs.marker + (urgent ? KIND_SUM.urgent : 0);
}

function decides(kind: GraveKind, signs: GraveSigns, sum: number): boolean {
  return signs.marker >= CLEAR_MARKER || sum >= KIND_LIMITS[kind].decisive;
}

export interface KindDecision {
  kind: LeadKind;
  /** A graver kind that could not be ruled out. */
  suspected?: GraveKind;
}

/** Danger before crime before whose it is. Urgency speaks for danger only: crimes are told in the past tense. */
export function decideKind(signs: KindSigns): KindDecision {
  const danger = graveSum(signs.emergency, signs.urgent);
  if (decides('emergency', signs.emergency, danger)) return { kind: 'emergency' };
  const crime = graveSum(signs.criminal, false);
  const doubt = danger >= KIND_LIMITS.emergency.suspicion ? ('emergency' as const) : undefined;
  if (decides('criminal', signs.criminal, crime)) return { kind: 'criminal', ...(doubt ? { suspected: doubt } : {}) };
  const suspected = doubt ?? (crime >= KIND_LIMITS.criminal.suspicion ? ('criminal' as const) : undefined);
  return { kind: signs.otherBody > signs.duty ? 'out-of-scope' : 'enforcement', ...(suspected ? { suspected } : {}) };
}
