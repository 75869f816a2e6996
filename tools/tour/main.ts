/**
 * `npm run tour [-- ADDRESS]`: drives whole lives of cases over HTTP against a running stack, by the right people, and
 * prints each step with its light and its time. Ends with 1 when any step is not as it should be.
 */
import { Client } from './client.ts';
import { LiveScene } from './live-scene.ts';
import { checkPassed, prove } from './prove.ts';
import { tours } from './tours.ts';

const base = process.argv[2] ?? process.env.CASELIGHT_URL ?? `http://127.0.0.1:${process.env.CASELIGHT_PORT ?? '8600'}`;
const print = (line: string): void => console.log(line);

let failed = 0;
for (const tour of tours) {
  print(`\n${tour.title}`);
  const scene = new LiveScene(base, print);
  try {
    await tour.run(scene, print);
    checkPassed(scene, tour, print);
    await prove(scene, await Client.signedIn(base, 'auditor'), print);
    const sorted = scene.times.map((time) => time.milliseconds).sort((a, b) => a - b);
    print(
      `  ${scene.times.length} 步，中位 ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0)} ms，最慢 ${(sorted.at(-1) ?? 0).toFixed(0)} ms`,
    );
  } catch (error) {
    failed += 1;
    print(`  ✗ ${error instanceof Error ? error.message : String(error)}`);
  }
}
print(failed === 0 ? `\n巡览通过：${tours.length} 条` : `\n巡览未通过：${failed} 条`);
process.exitCode = failed === 0 ? 0 : 1;
