/**
 * A rule's "no" is a value, not an exception: the API, the form and the record all show exactly this.
 *
 * - `code`: stable, kebab-case, for programs.
 * - `message`: one plain Chinese sentence for the reader.
 * - `needs`: what would make it possible, each a short Chinese phrase; empty where nothing would.
 * - `basis`: the articles or list items the refusal stands on.
 */
export interface Refusal {
  ok: false;
  code: string;
  message: string;
  needs: string[];
  basis?: string[];
}

export function refuse(code: string, message: string, needs: string[] = [], basis?: string[]): Refusal {
  return basis ? { ok: false, code, message, needs, basis } : { ok: false, code, message, needs };
}

/** Closes an exhaustive switch: reaching it is a programming error, told with the value that was not expected. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
