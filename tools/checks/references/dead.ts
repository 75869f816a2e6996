/** What documents and comments name and nobody has. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from '../../paths.mjs';
import { type Reference, referencesIn } from './names.ts';
import { houseFiles, referringText } from './texts.ts';

/** Made by a tool, or by an installation that runs: `CASELIGHT_DATA/stack.json`. */
const MADE =
  /^(?:(?:dist|node_modules|\.cache|\.caselight|prisma\/client|bench\/results|CASELIGHT_DATA)(?:\/|$)|stack\.json$|codec-keys\.json$|evidence\/installation\.json$)/;

/** One Chinese sentence each, with the place. */
export function deadReferences(): string[] {
  const files = houseFiles();
  const paths = new Set(files);
  for (const file of files) for (let at = posix.dirname(file); at !== '.'; at = posix.dirname(at)) paths.add(at);
  const folders = new Set(files.flatMap((file) => (file.includes('/') ? [file.split('/')[0] ?? ''] : [])));
  const decisions = new Set(files.flatMap((file) => /^docs\/adr\/(\d{4})-/.exec(file)?.[1] ?? []));
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

  return files.flatMap((file) =>
    referringText(file).flatMap(({ line, text }) =>
      referencesIn(text, folders, file.startsWith('docs/adr/'))
        .filter((reference) => !exists(reference, file))
        .map(({ name }) => `${file}:${line} 所说的 ${name} 不存在`),
    ),
  );

  function exists({ kind, name }: Reference, from: string): boolean {
    switch (kind) {
      case 'decision':
        return decisions.has(name);
      case 'script':
        return Object.hasOwn(scripts, name);
      case 'link':
        return linkExists(name, from);
      case 'path':
        return MADE.test(name) || pathExists(name.replace(/\/$/, ''), from);
    }
  }

  /** From the root, from the folder of the one that names it, or by the end of its path. */
  function pathExists(name: string, from: string): boolean {
    if (!/[<*]/.test(name)) {
      return paths.has(name) || paths.has(posix.join(posix.dirname(from), name)) || files.some((file) => file.endsWith(`/${name}`));
    }
    const parts = name.split('/').map((part) => part.replaceAll('.', '\\.').replaceAll(/<[^>]*>|\*+/g, '[^/]+'));
    const pattern = new RegExp(`(?:^|/)${parts.join('/')}$`);
    return [...paths].some((path) => pattern.test(path));
  }

  function linkExists(name: string, from: string): boolean {
    const [path = '', anchor] = name.split('#');
    const target = path === '' ? from : posix.join(posix.dirname(from), path);
    return paths.has(target) && (anchor === undefined || anchorsOf(target).has(anchor));
  }
}

/** The anchors that the headings of a document get: lower case, without signs, hyphens for spaces. */
const anchorsOf = (path: string): Set<string> =>
  new Set(
    [...readFileSync(join(root, path), 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
