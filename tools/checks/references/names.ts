/** What a text refers to by name: paths, links, decision records and npm scripts. */

export interface Reference {
  kind: 'path' | 'link' | 'decision' | 'script';
  name: string;
}

/** `domain/case/guards.ts`, `conclusion.ts`; a part in angle brackets or a star stands for any name. */
const PATH =
  /(?<![\w/.@:{}<>*-])(?:[\w@<>*.-]+\/)*[\w@<>*-][\w@<>*.-]*(?:\/|\.(?:tsx?|m[jt]s|cjs|md|sql|json|css|prisma|csv|yaml))?(?![\w/{}-]|\.\w)/g;
const LINK = /\]\(([^)\s]+)\)/g;
/** `ADR 0026`, `ADR 0001, 0002 and 0022`, `docs/adr/0003`. */
const DECISIONS = /\b(?:ADR|docs\/adr\/)\s?((?:\d{4}(?:(?:,| and| or)\s)?)+)(?!\d|-)/g;
/** A decision record names its like by number alone. */
const NUMBER = /(?<![\d.-])00\d{2}(?![\d-])/g;
const BRACES = /[\w./<>*-]*\{[\w.-]+(?:,[\w.-]+)+\}[\w./<>*-]*/g;
const SCRIPT = /\bnpm (?:run (?:--silent |-s )?([\w:-]+)|(start|test)\b)/g;

const FILE_NAME = /\.(?:tsx?|m[jt]s|cjs|md|sql|json|css|prisma|csv|yaml)$/;

/**
 * `folders`: names of the folders at the root; a word with a slash and no ending is a path only below one of them.
 * `ofDecision`: the text is a decision record's own.
 */
export function referencesIn(text: string, folders: ReadonlySet<string>, ofDecision = false): Reference[] {
  const found: Reference[] = [];
  for (const [, target = ''] of text.matchAll(LINK)) {
    // What begins with a scheme or a slash is an address on the network.
    if (!/^(?:[a-z]+:|\/)/.test(target)) found.push({ kind: 'link', name: target });
  }
  const rest = text.replaceAll(LINK, ']').replaceAll(BRACES, eachOf);
  for (const [, numbers = ''] of rest.matchAll(DECISIONS)) {
    for (const [number] of numbers.matchAll(/\d{4}/g)) found.push({ kind: 'decision', name: number });
  }
  if (ofDecision) for (const [number] of rest.replaceAll(DECISIONS, ' ').matchAll(NUMBER)) found.push({ kind: 'decision', name: number });
  for (const [, run, own] of rest.matchAll(SCRIPT)) found.push({ kind: 'script', name: run ?? own ?? '' });
  for (const [word] of rest.replaceAll(DECISIONS, ' ').matchAll(PATH)) {
    const path = word.replace(/[.]$/, '');
    const [first = '', ...below] = path.split('/');
    if (below.length > 0 ? folders.has(first) || FILE_NAME.test(path) : FILE_NAME.test(path)) found.push({ kind: 'path', name: path });
  }
  return found;
}

/** `closing/{commands,rules}.ts` → `closing/commands.ts closing/rules.ts`. */
function eachOf(pattern: string): string {
  const [, before = '', inner = '', after = ''] = /^(.*?)\{(.*?)\}(.*)$/.exec(pattern) ?? [];
  return inner
    .split(',')
    .map((one) => `${before}${one}${after}`)
    .join(' ');
}
