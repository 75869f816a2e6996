/** Half-width signs in Chinese sentences: what a reader of the product sees is written with ，。：；（）“”. */
import ts from 'typescript';

/** Stands for what a template puts in. */
const VALUE = '\uFFFC';
const HAN = /[\u3400-\u9fff]/;
const NEAR = '[\\u3400-\\u9fff“”《》〔〕（）、。，；：…]';

const FAULTS: RegExp[] = [
  // A sign beside Chinese, with or without a space between: `失败:`, `, 请`, `(共`.
  new RegExp(`${NEAR} ?[,:;!?()]|[,:;!?()] ?${NEAR}`),
  // Straight quotation marks around Chinese; a full stop after it.
  new RegExp(`${NEAR}"|"${NEAR}|[\\u3400-\\u9fff]\\.(?:\\s|$)`),
  // A sign before or between what a Chinese sentence puts in.
  new RegExp(`[\\w${VALUE}] ?[,:;!?] ?(?:${VALUE}|\\n|$)`),
];

export interface Text {
  line: number;
  /** As it is read, each value put in standing as one sign. */
  text: string;
}

/** Texts of a source: strings, whole templates, words between JSX tags. */
export function textsIn(path: string, source: string): Text[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined) found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, text });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return node.text;
  return ts.isTemplateExpression(node)
    ? node.head.text + node.templateSpans.map(({ literal }) => VALUE + literal.text).join('')
    : undefined;
}

/** Whether it is Chinese and has a half-width sign where Chinese has its own, or brackets of both kinds. */
export function isHalfWidth(text: string): boolean {
  if (!HAN.test(text)) return new RegExp(`^[,:;]${VALUE}$`).test(text);
  return FAULTS.some((fault) => fault.test(text)) || unpaired(text);
}

/** `失败（退出码 3)`; a text that ends within brackets goes on in the next one. */
function unpaired(text: string): boolean {
  let open = 0;
  for (const sign of text) {
    if (sign === '（') open += 1;
    else if (sign === '）') open = Math.max(0, open - 1);
    else if (sign === ')' && open > 0) return true;
  }
  return false;
}
