/** How the record tells what an event says, field by field, so that no reader meets a key or an id. */
import type { Names, NamedKind } from './names.ts';

/** What is told of a field: a list and what may be missing are told one by one. */
type One<Value> = NonNullable<Value> extends readonly (infer Item)[] ? NonNullable<Item> : NonNullable<Value>;

/** Said by a sentence of its own; null where there is nothing to say. */
export interface Said<Value> {
  title: string;
  say: (value: Value, names: Names) => string | null;
}

/** An id, told by the name it stands for. */
export interface Named {
  title: string;
  names: NamedKind;
}

/**
 * A title alone is enough for words, numbers, days and instants. Keys need their words, ids what they name, things their
 * own fields or a sentence. `null`: machinery of the record, told elsewhere or of no use to a reader.
 */
export type Telling<Value> =
  | null
  | Said<One<Value>>
  | ([One<Value>] extends [string]
      ? string extends One<Value>
        ? string | Named
        : { title: string; words: Record<One<Value>, string> }
      : [One<Value>] extends [number | boolean]
        ? string
        : { title: string; titles: Tellings<One<Value>> });

export type Tellings<Data> = { [Field in keyof Data]-?: Telling<Data[Field]> };

/** A telling for those who treat all events alike. */
export type AnyTelling =
  | null
  | string
  | { title: string; say: (value: never, names: Names) => string | null }
  | Named
  | { title: string; words: Readonly<Record<string, string>> }
  | { title: string; titles: Readonly<Record<string, AnyTelling>> };

/** Somebody or something that brings its name along. */
export const byName = (title: string): Said<{ name: string }> => ({ title, say: ({ name }) => name });

const thousands = (amount: number): string => {
  const [whole = '', cents] = String(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${cents === undefined ? '' : `.${cents}`}`;
};

/** `1,500元`. */
export const yuanWords = (amount: number): string => `${thousands(amount)}元`;

/** Yuan. */
export const inYuan = (title: string): Said<number> => ({ title, say: yuanWords });
