/**
 * Reading a lead's text. Matching works on a cleaned copy (no blanks, half-width, lower case) that remembers where
 * every character stood, so that whatever an explanation quotes is really in the text, letter by letter.
 */

/** Longest stretch of a lead that is read, in UTF-16 units; a longer lead is read up to here and says so. */
export const READ_LIMIT = 20_000;

export interface ReadText {
  original: string;
  clean: string;
  /** Where each unit of `clean` stands in `original`. */
  at: number[];
  /** Number of the clause (cut at punctuation and line breaks) each unit belongs to. */
  clause: number[];
  truncated: boolean;
}

const BLANK = /[\s\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufe0f]/;
const BREAK = /[，。！？；：、,.!?;:…~～\n\r|]/;

export function readText(original: string): ReadText {
  const length = Math.min(original.length, READ_LIMIT);
  let clean = '';
  const at: number[] = [];
  const clause: number[] = [];
  let number = 0;
  for (let i = 0; i < length; i++) {
    const unit = original[i] as string;
    if (BREAK.test(unit)) number++;
    if (BLANK.test(unit)) continue;
    clean += normalUnit(unit);
    at.push(i);
    clause.push(number);
  }
  return { original, clean, at, clause, truncated: original.length > length };
}

/** Lexicon words are brought into the same shape as the text they are looked for in. */
export function normalWord(word: string): string {
  let out = '';
  for (const unit of word) if (!BLANK.test(unit)) out += unit.length === 1 ? normalUnit(unit) : unit;
  return out;
}

/** Full-width Latin to half-width, then lower case; one unit in, one unit out. */
function normalUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
  return half >= 'A' && half <= 'Z' ? half.toLowerCase() : half;
}

/** What stands in the original between two places of the clean copy (`end` exclusive). */
export function quote(text: ReadText, start: number, end: number): string {
  const first = text.at[start];
  const last = text.at[end - 1];
  return first === undefined || last === undefined ? '' : text.original.slice(first, last + 1);
}

const SKIPPED = /[^\p{Script=Han}a-z]/u;

/**
 * Characters, pairs and triples of the text, counted. Digits and punctuation cut them: a door number is no topic.
 * Single characters are kept because one rare character (坟, 犬, 井) often says it all; common ones weigh little.
 */
export function grams(clean: string): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (gram: string) => counts.set(gram, (counts.get(gram) ?? 0) + 1);
  for (let i = 0; i < clean.length; i++) {
    const one = clean[i] as string;
    if (SKIPPED.test(one)) continue;
    add(one);
    const two = clean[i + 1];
    if (two === undefined || SKIPPED.test(two)) continue;
    add(one + two);
    const three = clean[i + 2];
    if (three === undefined || SKIPPED.test(three)) continue;
    add(one + two + three);
  }
  return counts;
}
