/** The two headers that make repeating and racing safe. */
import { invalid } from './problem.ts';

/** `Idempotency-Key`: 1 to 200 printable ASCII characters, a structured-field string in quotes or bare. */
export function idempotencyKeyOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw invalid([{ path: 'header.Idempotency-Key', title: 'Idempotency-Key', message: '应为1至200个可见的英文字符，不含空格' }]);
  }
  return key;
}

/** `If-Match: "<version>"`, also weak; `*` asks for nothing. */
export function expectedVersionOf(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(header)?.[1];
  if (version === undefined) {
    throw invalid([{ path: 'header.If-Match', title: 'If-Match', message: '应为带引号的案件版本号，例如 "12"' }]);
  }
  return Number(version);
}
