/** What is wrong with the rules and what the tests saw of them, one Chinese sentence each. */
import type { FoundRefusal } from '../docs/refusals.ts';
import { SEEN_FILE, type SeenRules } from './seen.ts';

export function ruleFaults(
  rules: readonly Pick<FoundRefusal, 'key'>[],
  seen: SeenRules,
  unreachable: Readonly<Record<string, string>>,
): string[] {
  const keys = new Set(rules.map(({ key }) => key));
  return [
    ...[...keys]
      .filter((key) => !isTested(seen, key) && !Object.hasOwn(unreachable, key))
      .map((key) => `没有测试看到它拒绝：${key}${seen[key]?.passing ? '（只在别的测试中顺带发生，没有核对代码）' : ''}`),
    ...Object.keys(unreachable)
      .filter((key) => !keys.has(key))
      .map((key) => `列为不会发生的规则已经不存在：${key}`),
    ...Object.keys(unreachable)
      .filter((key) => isTested(seen, key) || seen[key]?.passing)
      .map((key) => `列为不会发生的规则发生了：${key}`),
    ...Object.keys(seen)
      .filter((key) => !keys.has(key))
      .map((key) => `${SEEN_FILE} 里的规则已经不存在，请运行 npm run rules：${key}`),
  ];
}

const isTested = (seen: SeenRules, key: string): boolean => Object.keys(seen[key]?.refused ?? {}).length > 0;
