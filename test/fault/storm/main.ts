/**
 * `npm run faults [-- --seed N --minutes M]`: clients work against two APIs and two workers while parts are killed,
 * paused and starved, up to the power cut of all at once; a checker then says what was shown and never happened,
 * acknowledged and lost, doubled, reordered or left stuck. Ends with 1 where it found anything; the same seed repeats it.
 */
import { parseArgs } from 'node:util';
import { countKinds, excerpt } from './check/check.ts';
import { makePlan } from './plan.ts';
import { againCommand, runStorm } from './storm.ts';

const DEFAULT_MINUTES = '12';
/** The rest is in the history. */
const SHOWN_OF_EACH = 8;

const { values } = parseArgs({
  options: { seed: { type: 'string' }, minutes: { type: 'string', default: DEFAULT_MINUTES }, plan: { type: 'boolean', default: false } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const minutes = Number(values.minutes);
if (!Number.isInteger(seed) || seed < 0 || !(minutes > 0 && minutes <= 24 * 60)) {
  console.error('用法：npm run faults -- [--seed 整数] [--minutes 分钟数] [--plan]');
  process.exit(2);
}
const plan = makePlan(seed, minutes);
if (values.plan) {
  console.log(JSON.stringify(plan, null, 1));
  process.exit(0);
}
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => process.exit(130));

console.log(`种子 ${seed}，${minutes} 分钟，${plan.faults.length} 次故障；重演：${againCommand(plan)}`);
const { violations, figures, historyFile, left, again } = await runStorm(plan, (line) => console.log(line));
console.log(`\n${figures.commands} 条命令，${figures.acknowledged} 次确认，${figures.reads} 次读取，${figures.cases} 件案件`);
console.log(
  `故障：${Object.entries(figures.faults)
    .map(([kind, count]) => `${kind} ${count}`)
    .join('，')}`,
);
for (const fault of left) console.log(`未做：${fault}`);
console.log(`过程记录：${historyFile}`);
for (const line of excerpt(violations, SHOWN_OF_EACH)) console.log(`  ✗ ${line}`);
console.log(violations.length === 0 ? '没有发现问题' : `发现 ${violations.length} 处问题（${countKinds(violations)}）；重演：${again}`);
process.exit(violations.length === 0 ? 0 : 1);
