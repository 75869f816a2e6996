/** What neither JSON nor PostgreSQL can keep: unpaired surrogates and NUL; and nesting beyond sense. */
import { type FieldProblem, invalid } from './problem.ts';

const MAX_DEPTH = 40;
const MAX_FAULTS = 20;

const faultOf = (text: string): string | null =>
  text.includes('\u0000') ? '含有空字符（NUL），不能保存' : text.isWellFormed() ? null : '含有无效的 Unicode 字符（不成对的代理项）';

/** Walks a parsed JSON value without recursion and refuses (422) what cannot be stored, naming the fields. */
export function refuseUnstorable(value: unknown, prefix = ''): void {
  const faults: FieldProblem[] = [];
  const stack: { value: unknown; path: string; depth: number }[] = [{ value, path: prefix, depth: 0 }];
  const told = (path: string, message: string) =>
    faults.push({ path: path.toWellFormed().replaceAll('\u0000', '\ufffd'), title: '', message });
  while (stack.length > 0 && faults.length < MAX_FAULTS) {
    const { value: current, path, depth } = stack.pop()!;
    if (typeof current === 'string') {
      const fault = faultOf(current);
      if (fault) told(path, fault);
    } else if (typeof current === 'object' && current !== null) {
      if (depth >= MAX_DEPTH) {
        told(path.slice(0, 100), '嵌套过深');
        break;
      }
      for (const [key, item] of Object.entries(current)) {
        const at = path ? `${path}.${key}` : key;
        const fault = faultOf(key);
        if (fault) told(at, fault);
        stack.push({ value: item, path: at, depth: depth + 1 });
      }
    }
  }
  if (faults.length > 0) throw invalid(faults);
}
