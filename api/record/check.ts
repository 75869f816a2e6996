/** One comparison of two copies of a record. */
export interface Check {
  name: string;
  ok: boolean;
  /** False where the other copy could not be asked: neither proof nor doubt. */
  known: boolean;
  text: string;
}

export const check = (name: string, ok: boolean, text: string): Check => ({ name, ok, known: true, text });

export const unknown = (name: string, text: string): Check => ({ name, ok: false, known: false, text });
