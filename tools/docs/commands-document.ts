/** docs/commands.md: the commands of every kind, with what each can record. */
import ts from 'typescript';
import { kinds } from '../../domain/kinds.ts';
import { rolesInWords } from '../../domain/roles.ts';
import { nameIn } from '../../domain/work/acts/names.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { code, page, table } from './markdown.ts';
import { declarationOf, type Domain, nodesOf } from './source-program.ts';

/** Where a kind's decisions are written: its own folder, and the acts that any kind knows. */
const isOf = (kind: AnyKind, { fileName }: ts.SourceFile): boolean =>
  fileName.includes(`/domain/${kind.name}/`) || fileName.includes('/domain/work/acts/');

/** The kind's own word in the names of acts: `Case`, `FileReview`. */
const wordOf = ({ name }: AnyKind): string => name.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());

/** Event types named in the command's decision, or in a function of the kind that it calls. */
function eventsOf(command: string, kind: AnyKind, { sources, checker }: Domain): string[] {
  const entries: ts.Node[] = [];
  const named = (name: string): string => nameIn(wordOf(kind), name);
  for (const source of sources) {
    if (!isOf(kind, source)) continue;
    for (const node of nodesOf(source)) {
      if (!ts.isObjectLiteralElementLike(node) || named(node.name?.getText() ?? '') !== command) continue;
      const table = node.parent.parent;
      if (ts.isVariableDeclaration(table) && table.name.getText().startsWith('decide')) entries.push(node);
    }
  }
  const found = new Set<string>();
  const seen = new Set<ts.Node>(entries);
  for (const entry of seen) {
    for (const node of nodesOf(entry)) {
      const type = ts.isPropertyAssignment(node) && node.name.getText() === 'type' ? node.initializer : undefined;
      for (const literal of type ? nodesOf(type) : []) {
        if (ts.isStringLiteral(literal) && named(literal.text) in kind.events && !isCompared(literal)) found.add(named(literal.text));
      }
      if (!ts.isIdentifier(node) || !ts.isCallExpression(node.parent) || node.parent.expression !== node) continue;
      const called = declarationOf(node, checker);
      if (called && isOf(kind, called.getSourceFile())) seen.add(called);
    }
  }
  return [...found];
}

const isCompared = (literal: ts.Node): boolean => ts.isBinaryExpression(literal.parent);

/** Three stages or more that follow each other are told as a span. */
function stagesText({ stages: labels }: AnyKind, stages: readonly string[]): string {
  const all = Object.keys(labels);
  const running = all.filter((stage) => stages.includes(stage));
  const words = running.map((stage) => labels[stage]);
  const first = all.indexOf(running[0] ?? '');
  const inARow = running.length > 2 && running.every((stage, index) => stage === all[first + index]);
  const joined = inARow ? `${words[0]}至${words.at(-1)}` : words.join('、');
  return [...(stages.includes('unopened') ? ['未建立'] : []), ...(joined ? [joined] : [])].join('、');
}

const HEAD = ['命令', '名称', '阶段', '谁可以办', '承办人', '中止中', '依据', '记录的事件'];

const rowsOf = (kind: AnyKind, domain: Domain): string[][] =>
  Object.entries(kind.commands).map(([name, spec]) => [
    code(name),
    spec.label,
    stagesText(kind, spec.stages),
    spec.told ? '其他事项的流程' : rolesInWords(spec.roles),
    spec.byHandler ? '是' : '',
    spec.whileSuspended ? '是' : '',
    spec.basis.join('<br>'),
    eventsOf(name, kind, domain).map(code).join(' '),
  ]);

export function commandsDocument(domain: Domain): string {
  return page(
    '命令目录',
    '每个命令只写一次（`domain/<kind>/<stage>/commands.ts`，任何种类都有的在 `domain/work/acts/`）：类型、接口、表单、校验都由此而来。' +
      '“承办人”表示只有承办人可以办，“中止中”表示中止期间也可以办。',
    ...kinds.flatMap((kind) => [
      `## ${kind.label}`,
      `地址 \`/${kind.plural}/{id}/commands/{命令}\`，共 ${Object.keys(kind.commands).length} 个命令。`,
      table(HEAD, rowsOf(kind, domain)),
    ]),
  );
}
