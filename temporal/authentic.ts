/**
 * What a payload turned out to be that nobody with our keys wrote for where it was found. The codec puts this in its place;
 * workflows and activities refuse it. Workflows import it too, so nothing of Node is here.
 */

/**
 * `plaintext`: not encrypted. `damaged`: does not open with the key that it names. `misdirected`: written for another
 * workflow. `unknown-key`: by a key that is not in the ring; it may be ours, lost or not here yet.
 */
export type Doubt = 'plaintext' | 'damaged' | 'misdirected' | 'unknown-key';

const MARK = 'caselight:unauthenticated';

export interface Doubtful {
  [MARK]: Doubt;
  keyId?: string;
}

export const doubtful = (doubt: Doubt, keyId?: string): Doubtful => ({ [MARK]: doubt, ...(keyId === undefined ? {} : { keyId }) });

/** Null where the value is ours. */
export const doubtOf = (value: unknown): Doubt | null =>
  value !== null && typeof value === 'object' ? ((value as Partial<Doubtful>)[MARK] ?? null) : null;

/** A readable value of a history from before, which bears the mark beside what it says. */
export const MARKED_PLAINTEXT = `"${MARK}":"plaintext"`;

export function unmarked<Value>(value: Value): Value {
  if (doubtOf(value) === null) return value;
  const { [MARK]: _, ...rest } = value as Record<string, unknown>;
  return rest as Value;
}

/** To which workflow, as what and under which id something was sent: inside of what is encrypted. */
export interface Binding {
  to: string;
  as: string;
  id: string;
  /** When, for a start; ISO 8601. */
  at?: string;
}

export interface Bound {
  bound?: Binding;
}
