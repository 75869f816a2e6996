/** Tables in Markdown. */

export const GENERATED = '<!-- Made from the code by `npm run docs`; changes belong there. -->';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', '<br>') || '—';

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`)].join(
    '\n',
  );
}

export const code = (text: string): string => `\`${text}\``;

/** A link from a file in docs/ to one of the clone. */
export const link = (path: string, text = path): string => `[${text}](../${path})`;

export const page = (title: string, ...parts: string[]): string => `${[GENERATED, `# ${title}`, ...parts].join('\n\n')}\n`;
