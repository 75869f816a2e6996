/** Reads what is fixed in the source: strings, templates, lists of them, through names of constants. */
import ts from 'typescript';
import { declarationOf } from './source-program.ts';

/** What stands where the value is only known when it happens. */
export const OPEN = '…';

/** What the parameters of a helper are at one of its calls. */
export type Bound = ReadonlyMap<ts.Node, ts.Expression>;

/** Every text that an expression can have; a part that is not fixed is `…`. */
export function textsOf(expression: ts.Expression, checker: ts.TypeChecker, bound?: Bound): string[] {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression)) return textsOf(expression.expression, checker, bound);
  if (ts.isConditionalExpression(expression)) {
    return [...textsOf(expression.whenTrue, checker, bound), ...textsOf(expression.whenFalse, checker, bound)];
  }
  if (ts.isTemplateExpression(expression)) {
    const spans = expression.templateSpans.map((span) => {
      const [only, ...others] = textsOf(span.expression, checker, bound);
      return `${others.length === 0 ? (only ?? OPEN) : OPEN}${span.literal.text}`;
    });
    return [expression.head.text + spans.join('')];
  }
  if (ts.isIdentifier(expression)) {
    const value = constantOf(expression, checker, bound);
    return value ? textsOf(value, checker, bound) : [OPEN];
  }
  return [OPEN];
}

/** The fixed members of a list; what is not fixed is left out. */
export function listOf(expression: ts.Expression, checker: ts.TypeChecker, bound?: Bound): string[] {
  if (ts.isArrayLiteralExpression(expression)) {
    return expression.elements
      .flatMap((element) => (ts.isSpreadElement(element) ? listOf(element.expression, checker, bound) : textsOf(element, checker, bound)))
      .filter((text) => !text.includes(OPEN));
  }
  if (ts.isConditionalExpression(expression)) {
    return [...listOf(expression.whenTrue, checker, bound), ...listOf(expression.whenFalse, checker, bound)];
  }
  if (ts.isIdentifier(expression)) {
    const value = constantOf(expression, checker, bound);
    return value ? listOf(value, checker, bound) : [];
  }
  return [];
}

function constantOf(name: ts.Identifier, checker: ts.TypeChecker, bound?: Bound): ts.Expression | undefined {
  const declaration = declarationOf(name, checker);
  const given = declaration && bound?.get(declaration);
  if (given) return given;
  return declaration && ts.isVariableDeclaration(declaration) && declaration.parent.flags & ts.NodeFlags.Const
    ? declaration.initializer
    : undefined;
}
