// `npm test`, once packages are installed: makes what the tests need, runs the projects of vitest.config.ts one after
// the other, and ends with one line that counts them all.
import { isDeepStrictEqual } from 'node:util';
import { buildBundle } from '../generate/bundle.ts';
import { generatePrismaClient } from '../generate/prisma-client.ts';
import { buildWeb } from '../generate/web.ts';
import { runWitnessed } from '../rules/run.ts';
import { readSeen, SEEN_FILE } from '../rules/seen.ts';
import { findTemporalCli } from '../temporal/cli.ts';
import { findTestServer } from '../temporal/test-server.ts';
import { findChromium } from './chromium.ts';
import { type Project, projects } from './projects.ts';
import { runProject, skipProject } from './run-project.ts';
import { addTally, countingLine, emptyTally } from './tally.ts';

/** What a kind of test cannot do without; the others need nothing but Node and the packages. */
const onStack = ['workflow', 'api', 'web', 'fault'];
const needsTemporal = [...onStack, 'tools'];
const needsBundle = ['replay', ...onStack];

const log = (line: string): void => console.error(line);
const tally = emptyTally();
// Checks that have failed before the tests began (.ci/run), one name a line.
tally.failed.push(
  ...(process.env.CASELIGHT_FAILED_CHECKS ?? '')
    .split('\n')
    .filter(Boolean)
    .map((name) => `检查 › ${name}`),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

const asked = process.argv.slice(2);
const all = projects();
const unknown = asked.filter((name) => !all.some((project) => project.name === name));
if (unknown.length > 0) {
  console.error(`没有名为 ${unknown.join('、')} 的测试。可选：${all.map(({ name }) => name).join('、')}`);
  process.exit(2);
}
const chosen = all.filter(({ name }) => asked.length === 0 || asked.includes(name));
const env = await prepare(chosen.filter(({ files }) => files.length > 0).map(({ name }) => name));

for (const project of chosen) await run(project);

if (tally.skipped.length > 0) console.log(`\n跳过的测试：\n${list(tally.skipped)}`);
if (tally.failed.length > 0) console.log(`\n失败的测试：\n${list(tally.failed)}`);
if (tally.passed === 0 && tally.failed.length === 0) tally.failed.push('没有运行任何测试');
console.log(`\n${countingLine(tally)}`);
process.exit(tally.failed.length > 0 ? 1 : 0);

async function run({ name, files }: Project): Promise<void> {
  if (files.length === 0) {
    if (asked.includes(name)) tally.failed.push(`${name}（没有测试文件）`);
    return;
  }
  console.log(`\n== ${name}（${files.length} 个文件）`);
  if (name === 'web' && !env.CHROME_PATH) addTally(tally, await skipProject(name, files));
  else if (name === 'domain') await runDomain();
  else addTally(tally, await runProject(name, env));
}

/** What is written down of the rules has to be what the tests see of them. */
async function runDomain(): Promise<void> {
  const { tally: own, seen } = await runWitnessed(env);
  addTally(tally, own);
  if (seen && !isDeepStrictEqual(seen, readSeen())) {
    tally.failed.push(`domain（${SEEN_FILE} 与测试所见不一致，请运行 npm run rules）`);
  }
}

/** Makes what the chosen projects need; what cannot be made is a failure of its own, and the tests run all the same. */
async function prepare(names: readonly string[]): Promise<Record<string, string>> {
  const needed = (by: readonly string[]): boolean => names.some((name) => by.includes(name));
  const found: Record<string, string> = {};
  await step('生成数据库访问代码', () => generatePrismaClient(log));
  if (needed(needsTemporal)) await step('Temporal 开发服务器', () => findTemporalCli(log));
  if (needed(['workflow'])) {
    await step('时间跳跃测试服务器', async () => {
      const path = await findTestServer(log);
      if (path) found.CASELIGHT_TEST_SERVER = path;
    });
  }
  if (needed(needsBundle)) await step('打包工作流', () => buildBundle(log));
  if (needed(['web'])) {
    await step('构建网页', () => buildWeb(log));
    await step('浏览器', async () => {
      const path = await findChromium(log);
      if (path) found.CHROME_PATH = path;
    });
  }
  return found;
}

async function step(name: string, make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    console.error(`${name}：${error instanceof Error ? error.message : String(error)}`);
    tally.failed.push(`准备 › ${name}`);
  }
}

function list(names: readonly string[]): string {
  return names.map((name) => `  · ${name}`).join('\n');
}
