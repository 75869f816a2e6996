import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isHalfWidth, textsIn } from '../../tools/checks/punctuation.ts';
import { houseFiles } from '../../tools/checks/references/texts.ts';
import { root } from '../../tools/paths.mjs';

/** Texts that are no sentence, each with its reason. A recorded event holds none: what is recorded is written full-width. */
const EXCEPTIONS: [file: string, part: string, why: string][] = [
  ['api/channels/formats/channel-lead.ts', '年-月-日 时:分:秒', 'the form of a time'],
  ['web/src/forms/time-controls.tsx', '年-月-日 时:分', 'the form of a time'],
  ['api/leads/lead-table.ts', '年-月-日 时:分', 'the form of a time'],
  ['domain/terms/written-time.ts', '年-月-日 时:分', 'the form of a time'],
  ['domain/terms/written-time.ts', '[时点](?:(半|整)', 'a pattern'],
  ['domain/county/numbers.ts', '{号:5}', 'the form of a number'],
  ['api/channels/formats/digital-urban.ts', '坐标：', 'a pair of figures'],
  ['api/channels/formats/patrol.ts', '坐标：', 'a pair of figures'],
  ['api/channels/webhook-routes.ts', 'HMAC-SHA256(密钥, 时间戳 + "." + 正文)', 'a formula'],
  ['api/live/routes.ts', ': 案灯', 'a comment of an event stream'],
  ['api/live/routes.ts', '{caseId, version, stage, tier, light, …}', 'fields of an answer'],
  ['temporal/settings.ts', '主机:端口', 'the form of an address'],
  ['tools/replay/main.ts', '主机:端口', 'the form of an address'],
  ['tools/docs/rules-document.ts', '](../', 'a link'],
  ['tools/checks/references/dead.ts', ' 所说的 ', 'a place in a file'],
  ['bench/lists/fill.ts', 'from ', 'a statement of SQL'],
  ['bench/lists/fill.ts', '(array[', 'words in a statement of SQL'],
  ['domain/statute/citation.ts', '条(?:第(', 'a pattern'],
  ['domain/statute/citation.ts', ')(款|项)', 'a pattern'],
  ['domain/routing/duplicates/place.ts', '[二三四五六七八九]?', 'a pattern'],
];

const excepted = (file: string, text: string): boolean => EXCEPTIONS.some(([path, part]) => path === file && text.includes(part));

/** What people see: not the tests, whose titles are English sentences about Chinese law. */
const SHOWN =
  /^(?:domain|contract|record|temporal|workflows|activities|installation|api|worker|web|prisma|tools|bench)\/.*\.(?:tsx?|mjs|cjs)$/;
/** Chinese documents; the others are English and name Chinese words. */
const CHINESE_DOCUMENTS = /^docs\/[\w-]+\.md$/;

describe('a half-width sign in a Chinese sentence', () => {
  it.each([
    ['失败:', true],
    ['失败：', false],
    ['端口被占用,请换一个', true],
    ['正在安装（npm ci),首次', true],
    ['正在安装（npm ci），首次', false],
    ['\uFFFC 个文件)', true],
    ['他说"不行"', true],
    ['他说“不行”', false],
    ['已经结束.', true],
    ['第 1.5 节', false],
    ['用了\uFFFC:\uFFFC', true],
    ['找不到 npm:\uFFFC', true],
    [':\uFFFC', true],
    ['\uFFFC: \uFFFC', false],
    ['09:30 到场', false],
    ['GB 11643-1999, 第3条', true],
    ['见 https://example.org/a?b=c', false],
    ['two (certified) officers, each', false],
  ])('%j: %s', (text, expected) => expect(isHalfWidth(text)).toBe(expected));

  it('is looked for in strings, templates and between tags', () => {
    const source = 'const a = \'甲,乙\'; const b = `用时${a}秒)`; const c = <p title="丙:">丁;{a}</p>; // 戊,己';
    expect(textsIn('x.tsx', source).map(({ text }) => text)).toEqual(['甲,乙', '用时\uFFFC秒)', '丙:', '丁;']);
  });
});

it('no Chinese sentence that the product shows has one', () => {
  const found = houseFiles()
    .filter((file) => SHOWN.test(file))
    .flatMap((file) =>
      textsIn(file, readFileSync(join(root, file), 'utf8'))
        .filter(({ text }) => isHalfWidth(text) && !excepted(file, text))
        .map(({ line, text }) => `${file}:${line} ${text}`),
    );
  expect(found).toEqual([]);
});

it('every exception is still there', () => {
  const gone = EXCEPTIONS.filter(
    ([file, part]) => !textsIn(file, readFileSync(join(root, file), 'utf8')).some(({ text }) => text.includes(part)),
  );
  expect(gone).toEqual([]);
});

it('nor has one in the Chinese documents', () => {
  const found = houseFiles()
    .filter((file) => CHINESE_DOCUMENTS.test(file))
    .flatMap((file) =>
      withoutBlocks(readFileSync(join(root, file), 'utf8'))
        .split('\n')
        .flatMap((line, index) => {
          // Codes, addresses and the titles of tests are not sentences of the document.
          const prose = line
            .replaceAll(/\[[\w-]+\.test\.ts\]\([^)]*\)：[^|]*?(?=<br>|\|)/g, '')
            .replaceAll(/`[^`]*`|\]\([^)]*\)/g, '')
            .replaceAll('“主机:端口”', '');
          return isHalfWidth(prose) ? [`${file}:${index + 1} ${prose}`] : [];
        }),
    );
  expect(found).toEqual([]);
});

/** Blocks of code emptied, their lines kept. */
const withoutBlocks = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, (block) => block.replaceAll(/[^\n]/g, ''));
