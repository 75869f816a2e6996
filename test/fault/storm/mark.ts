/** A few letters in the words of a command by which its effect is known again in the record. */
const PATTERN = /〔标([A-Za-z0-9-]+)〕/g;

export const markOf = (op: string): string => `〔标${op}〕`;

/** The commands whose marks stand in this text. */
export const marksIn = (text: string): Set<string> => new Set([...text.matchAll(PATTERN)].map((found) => found[1]!));

/** Fields of commands that hold free words and keep them as they are, the most telling first. */
const WORDS = [
  'title',
  'text',
  'reason',
  'reasons',
  'instruction',
  'findings',
  'finding',
  'requirement',
  'opinion',
  'facts',
  'statement',
  'summary',
  'grounds',
  'result',
  'action',
  'receipt',
];

/** The payload with the mark at the end of its first words; as it was where it has none. */
export function marked(payload: Record<string, unknown>, mark: string): { body: Record<string, unknown>; marked: boolean } {
  const field = WORDS.find((name) => typeof payload[name] === 'string');
  if (field === undefined) return { body: payload, marked: false };
  return { body: { ...payload, [field]: `${String(payload[field])}${mark}` }, marked: true };
}
