/** docs/commands.md: the command catalogue with what each command can record. */
import ts from 'typescript';
import { commandNames, type CommandName, specOf } from '../../domain/case/catalogue.ts';
import { rolesInWords } from '../../domain/roles.ts';
import { STAGE_LABELS, STAGES } from '../../domain/vocabulary.ts';
import { code, page, table } from './markdown.ts';
import { declarationOf, type Domain, nodesOf } from './source-program.ts';
import { nameInCase } from './units.ts';

/** Event types named in the command's decision, or in a function of the case that it calls. */
function eventsOf(command: CommandName, { sources, checker }: Domain): string[] {
  const entries: ts.Node[] = [];
  for (const source of sources) {
    for (const node of nodesOf(source)) {
      if (!ts.isObjectLiteralElementLike(node) || nameInCase(node.name?.getText() ?? '') !== command) continue;
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
        if (ts.isStringLiteral(literal) && /^[A-Z]\w+$/.test(literal.text) && !isCompared(literal)) found.add(nameInCase(literal.text));
      }
      if (!ts.isIdentifier(node) || !ts.isCallExpression(node.parent) || node.parent.expression !== node) continue;
      const called = declarationOf(node, checker);
      if (called && /\/domain\/(?:case|work\/acts)\//.test(called.getSourceFile().fileName)) seen.add(called);
    }
  }
  return [...found];
}

const isCompared = (literal: ts.Node): boolean => ts.isBinaryExpression(literal.parent);

const stagesText = (stages: readonly string[]): string => {
  const running = STAGES.filter((stage) => stages.includes(stage));
  const labels = running.map((stage) => STAGE_LABELS[stage]);
  const span = STAGES.slice(STAGES.indexOf(running[0] ?? 'discovery')).slice(0, running.length);
  const joined =
    running.length > 2 && span.every((stage, index) => stage === running[index]) ? `${labels[0]}至${labels.at(-1)}` : labels.join('、');
  return [...(stages.includes('unopened') ? ['未建立'] : []), ...(joined ? [joined] : [])].join('、');
};

export function commandsDocument(domain: Domain): string {
  return page(
    '命令目录',
    '每个命令只写一次（`domain/case/<stage>/commands.ts`）：类型、接口、表单、校验都由此而来。“承办人”表示只有本案承办人可以办，“中止中”表示案件中止期间也可以办。',
    `共 ${commandNames.length} 个命令。`,
    table(
      ['命令', '名称', '阶段', '谁可以办', '承办人', '中止中', '依据', '记录的事件'],
      commandNames.map((name) => {
        const spec = specOf(name);
        return [
          code(name),
          spec.label,
          stagesText(spec.stages),
          spec.told ? '其他事项的流程' : rolesInWords(spec.roles),
          spec.byHandler ? '是' : '',
          spec.whileSuspended ? '是' : '',
          spec.basis.join('<br>'),
          eventsOf(name, domain).map(code).join(' '),
        ];
      }),
    ),
  );
}
