/**
 * References in imported steps. Ids inside a case are given as it runs, so a step names what an earlier one made by its
 * place: `@evidence:1` the first piece of evidence, `@correction:last` the last order, `@evidence:all` all of them
 * (inside a list).
 */
import { refuse, type Refusal } from '../result.ts';
import type { CaseFile } from './state.ts';

const MADE: Record<string, (file: CaseFile) => string[]> = {
  correction: (file) => file.corrections.map(({ id }) => id),
  evidence: (file) => file.evidence.map(({ id }) => id),
  preservation: (file) => file.preservations.map(({ id }) => id),
  substitution: (file) => (file.coercion?.substitutions ?? []).map(({ id }) => id),
  seizure: (file) => file.seizures.map(({ id }) => id),
  appraisal: (file) => file.appraisals.map(({ id }) => id),
  opinion: (file) => (file.review?.returns ?? []).flatMap(({ opinions }) => opinions.map(({ id }) => id)),
  recusal: (file) => file.recusals.map(({ id }) => id),
  urge: (file) => file.urges.map(({ id }) => id),
  supervision: (file) => file.supervisions.map(({ id }) => id),
};

const REFERENCE = /^@([a-z]+):(\d{1,4}|last|all)$/;

/** The ids a reference stands for; null where the text is none, empty where it leads nowhere. */
function idsOf(text: string, file: CaseFile | null): string[] | null {
  const match = REFERENCE.exec(text);
  const made = match ? MADE[match[1] ?? ''] : undefined;
  if (!match || !made) return null;
  const ids = file ? made(file) : [];
  if (match[2] === 'all') return ids;
  const one = match[2] === 'last' ? ids.at(-1) : ids[Number(match[2]) - 1];
  return one === undefined ? [] : [one];
}

/** How a step of a paper file names a thing that earlier steps made: by its place. Null where it is nothing of the kind. */
export function referenceTo(id: string, file: CaseFile): string | null {
  for (const [kind, made] of Object.entries(MADE)) {
    const index = made(file).indexOf(id);
    if (index >= 0) return `@${kind}:${index + 1}`;
  }
  return null;
}

class NowhereError extends Error {}

function resolve(value: unknown, file: CaseFile | null): unknown {
  if (typeof value === 'string') {
    const ids = idsOf(value, file);
    if (ids === null) return value;
    if (ids.length !== 1) throw new NowhereError(value);
    return ids[0];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => {
      const ids = typeof item === 'string' ? idsOf(item, file) : null;
      if (ids !== null && ids.length === 0) throw new NowhereError(String(item));
      return ids ?? [resolve(item, file)];
    });
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, file)]));
  }
  return value;
}

/** The payload with every reference put in; a reference to what has not been made is refused by name. */
export function withReferences(payload: unknown, file: CaseFile | null): { ok: true; payload: unknown } | Refusal {
  try {
    return { ok: true, payload: resolve(payload, file) };
  } catch (error) {
    if (!(error instanceof NowhereError)) throw error;
    return refuse('import-reference', `引用“${error.message}”在此前的步骤中不存在或者不唯一`, ['核对引用的次序']);
  }
}
