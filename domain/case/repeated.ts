/** What was recorded once is not recorded again: two officers at once, or one who thinks that the first was lost. */
import { canonicalJson } from '../canonical-json.ts';
import { refuse, type Refusal } from '../result.ts';

/** `entry`: the fields by which one entry is told from another. */
export function notTwice<Entry extends object>(
  entries: readonly Entry[],
  entry: Partial<Entry>,
  what: string,
  { rules }: { rules: number },
): Refusal | null {
  if (rules < 5) return null;
  const fields = Object.keys(entry) as (keyof Entry)[];
  const same = (one: Entry): boolean => fields.every((field) => canonicalJson(one[field]) === canonicalJson(entry[field]));
  return entries.some(same) ? refuse('recorded-already', `同样的${what}已经登记`, ['核对记录', '内容不同的另行登记']) : null;
}
