/**
 * What an answer shows of reporters, of identity and mobile numbers and mail addresses: masked, wherever in it they stand
 * (个人信息保护法 51).
 */
import { maskFreeText, maskIdentifier, maskNumbers, maskPersonName, maskPhone } from './masking.ts';

/** By the name of the field, which is the same in every answer. */
const MASKS: Readonly<Record<string, (text: string) => string>> = {
  identifier: maskIdentifier,
  phone: maskPhone,
  reporterName: maskPersonName,
  reporterPhone: maskPhone,
};

/** A correction names the field that it corrects beside its words. */
const CORRECTED: Readonly<Record<string, (text: string) => string>> = { 'party-phone': maskPhone };
const CORRECTION = new Set(['before', 'after']);

/** What somebody else gave as a name for something is no text: digits in it are nobody's telephone. */
const isName = (field: string): boolean => /(?:^id|Id|Ids|^ticket|^hash|Hash|^head|Cursor)$/.test(field);

/** The same value with everything masked that is; what holds nothing of the kind is answered as it is, uncopied. */
export function masked<Value>(value: Value): Value {
  return (typeof value === 'string' ? maskFreeText(value) : maskedWithin(value)) as Value;
}

function maskedWithin(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shown = value.map(masked);
    return shown.some((item, index) => item !== value[index]) ? shown : value;
  }
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  const { field } = value as { field?: unknown };
  const correction = typeof field === 'string' ? CORRECTED[field] : undefined;
  let copy: Record<string, unknown> | null = null;
  for (const [name, item] of Object.entries(value)) {
    const mask = correction && CORRECTION.has(name) ? correction : Object.hasOwn(MASKS, name) ? MASKS[name] : undefined;
    const shown: unknown = typeof item !== 'string' ? masked(item) : mask ? mask(item) : isName(name) ? maskNumbers(item) : masked(item);
    if (shown === item) continue;
    copy ??= { ...value };
    copy[name] = shown;
  }
  return copy ?? value;
}

/** Dates and the like say themselves. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Whether the text is what a mask left: nobody's number or telephone has the sign in it. */
export const isMask = (text: string): boolean => text.includes('*');

export interface Concealed {
  name: string;
  identifier: string | null;
  phone: string | null;
}

export interface MaskFault {
  path: (string | number)[];
  message: string;
}

/**
 * What a form sends back of the parties it was shown: a mask that stands for what is on file means «unchanged» and becomes it
 * again. One that stands for nothing on file, or for several, is a fault: a mask is never kept.
 */
export function unmasked(value: unknown, onFile: readonly Concealed[], file: unknown = null): { value: unknown; faults: MaskFault[] } {
  const faults: MaskFault[] = [];
  const texts = textsBehindMasks(file);
  const restore = (item: unknown, path: (string | number)[]): unknown => {
    if (Array.isArray(item)) return item.map((one, index) => restore(one, [...path, index]));
    if (typeof item !== 'object' || item === null) return item;
    const { name, field } = item as { name?: unknown; field?: unknown };
    const refuse = (key: string, message: string): void => void faults.push({ path: [...path, key], message });
    return Object.fromEntries(
      Object.entries(item).map(([key, text]): [string, unknown] => {
        if (typeof text !== 'string' || !isMask(text)) return [key, restore(text, [...path, key])];
        if (key === 'after' && typeof field === 'string' && Object.hasOwn(CORRECTED, field)) refuse(key, KEPT);
        if (key !== 'identifier' && key !== 'phone') return [key, texts.get(text) ?? text];
        const known = [...new Set(standsFor(text, key, typeof name === 'string' ? name : null, onFile))];
        if (known.length === 1) return [key, known[0]];
        refuse(key, known.length === 0 ? KEPT : '遮盖后的内容对应不止一名当事人，请填写完整的内容');
        return [key, text];
      }),
    );
  };
  return { value: restore(value, []), faults };
}

/** Every text of the file that is shown otherwise than it is, by how it is shown; two that look alike stand for neither. */
function textsBehindMasks(file: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const ambiguous = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      const shown = maskFreeText(value);
      if (shown === value) return;
      if ((found.get(shown) ?? value) !== value) ambiguous.add(shown);
      found.set(shown, value);
    } else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) look(one);
  };
  look(file);
  for (const shown of ambiguous) found.delete(shown);
  return found;
}

const KEPT = '这是遮盖后的内容，不能保存；请填写完整的内容，没有变动的保持原样';

/** Those on file that look so when masked, the ones of that name before others. */
function standsFor(text: string, key: 'identifier' | 'phone', name: string | null, onFile: readonly Concealed[]): string[] {
  const alike = onFile.filter((party) => party[key] !== null && MASKS[key]!(party[key]) === text);
  const ofThatName = alike.filter((party) => party.name === name);
  return (ofThatName.length > 0 ? ofThatName : alike).flatMap((party) => party[key] ?? []);
}
