/**
 * How danger sounds 险情语气: a small linear model over the same n-grams as the profiles, trained on the lexicon's own
 * sentences. Topics say what a lead is about; this says how it is told (里面还有人, 没反应, 往外冲), which holds for dangers
 * nobody listed. Trained when the model is built, always in the same order: the same lists give the same weights.
 */

export interface Voice {
  bias: number;
  weights: Map<string, number>;
}

export interface VoiceExample {
  vector: ReadonlyMap<string, number>;
  is: boolean;
}

const EPOCHS = 15;
const RATE = 0.5;
const RATE_DECAY = 0.15;
const SHRINK = 1e-3;
/** Vectors have length 1; the model works on a larger scale. */
const SCALE = 3;
/** Sentences of danger are few and missing one costs most. */
const POSITIVE_WEIGHT = 3;
/** Strides that visit the sentences out of their order, without chance. */
const STRIDE = 1009;
const SHIFT = 7;

export function trainVoice(examples: readonly VoiceExample[]): Voice {
  const index = new Map<string, number>();
  const data = examples.map(({ vector, is }) => {
    const grams = [...vector.keys()].map((gram) => {
      const known = index.get(gram) ?? index.size;
      index.set(gram, known);
      return known;
    });
    return { is, grams: Int32Array.from(grams), values: Float64Array.from(vector.values(), (value) => value * SCALE) };
  });
  const weights = new Float64Array(index.size);
  let bias = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE / (1 + epoch * RATE_DECAY);
    for (let step = 0; step < data.length; step++) {
      const { is, grams, values } = data[(step * STRIDE + epoch * SHIFT) % data.length] as (typeof data)[number];
      let sum = bias;
      for (let i = 0; i < grams.length; i++) sum += (weights[grams[i] as number] ?? 0) * (values[i] as number);
      const error = (1 / (1 + Math.exp(-sum)) - (is ? 1 : 0)) * (is ? POSITIVE_WEIGHT : 1);
      if (Math.abs(error) < 1e-3) continue;
      bias -= rate * error * 0.1;
      for (let i = 0; i < grams.length; i++) {
        const gram = grams[i] as number;
        weights[gram] = (weights[gram] ?? 0) * (1 - SHRINK * rate) - rate * error * (values[i] as number);
      }
    }
  }
  return { bias, weights: new Map([...index].map(([gram, at]) => [gram, weights[at] ?? 0])) };
}

/** Log odds, about -6 (a plain nuisance) to +4; a text without a known gram keeps the bias. */
export function hearVoice(voice: Voice, vector: ReadonlyMap<string, number>): number {
  let sum = voice.bias;
  for (const [gram, value] of vector) sum += (voice.weights.get(gram) ?? 0) * value * SCALE;
  return sum;
}

/** What each gram of the text adds to it. */
export function voiceParts(voice: Voice, vector: ReadonlyMap<string, number>): { gram: string; weight: number }[] {
  return [...vector].map(([gram, value]) => ({ gram, weight: (voice.weights.get(gram) ?? 0) * value }));
}
