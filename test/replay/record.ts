/**
 * `npm run replay:record -- NAME`: plays lives of cases on a stack of its own and keeps the histories of every workflow
 * they made under test/replay/histories/NAME/. A released shape keeps its folder for good; CI replays them all.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { historyText } from '../../temporal/history.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import * as lives from '../../tools/lives/lives.ts';
import { PaperScene } from '../../tools/lives/paper-scene.ts';
import { castOf, type Facts, QINGSHI } from '../../tools/lives/scene.ts';
import { seedRegisters } from '../../tools/lives/seed-registers.ts';
import { root } from '../../tools/paths.mjs';
import { LiveScene } from '../../tools/tour/live-scene.ts';

const name = process.argv[2];
if (!name || !/^[a-z0-9-]+$/.test(name)) {
  console.error('请给出这一版的名称,如 npm run replay:record -- 2026-11');
  process.exit(2);
}

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const daysAgo = (days: number): string => lives.plusDays(today, -days);
const facts: Facts = {
  title: '露天焚烧秸秆', townId: 'qingshi', address: '青石镇上庄村', channel: 'grid', leadId: null, receivedAt: `${today}T00:01:00+08:00`,
  text: '村东侧农田有人焚烧秸秆。', matterCode: 'ST-0104', conductOn: today, party: { name: '王某某', kind: 'citizen', identifier: null },
  factors: { areaSqm: 30, fireSpread: false }, fine: 1000,
};

const LIVES: Record<string, (scene: LiveScene) => Promise<void>> = {
  ordinary: (scene) => lives.ordinary(scene, QINGSHI, facts),
  'on-the-spot': (scene) => lives.onTheSpot(scene, QINGSHI, {
    ...facts, matterCode: 'QD-0103', factors: { dogHeightCm: 30, harm: 'none' }, fine: 50,
  }),
  exempted: (scene) => lives.exempted(scene, QINGSHI, facts),
  'paper-with-hearing': async (scene) => {
    const paper: Facts = {
      ...facts, matterCode: 'JT-0102', factors: {}, fine: 15_000, conductOn: daysAgo(70), receivedAt: `${daysAgo(70)}T08:40:00+08:00`,
    };
    const past = new PaperScene('paper', `${daysAgo(70)}T09:30:00+08:00`, seedRegisters(), { stop: () => false, before: Date.now() });
    await lives.untilHearing(past, QINGSHI, paper);
    await scene.enterPaper(QINGSHI.dispatcher, `纸质-${randomUUID().slice(0, 8)}`, past.steps);
    await lives.fromHearing(scene, QINGSHI, paper);
  },
  police: (scene) => lives.police(scene, QINGSHI, { ...facts, matterCode: 'SW-0109', factors: {}, fine: 1200 }),
  dispute: (scene) => lives.dispute(scene, QINGSHI, castOf('liulin'), facts),
};

const folder = join(root, 'test', 'replay', 'histories', name);
const stack = await startTestStack(undefined, { dataDir: mkdtempSync(join(tmpdir(), 'caselight-record-')) });
try {
  for (const life of Object.values(LIVES)) await life(new LiveScene(stack.apiUrl, () => undefined));
  const connection = await connectClient({ address: stack.temporalAddress, namespace: stack.namespace });
  const client = clientOn(connection, stack.namespace);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let kept = 0;
  for await (const execution of client.workflow.list()) {
    const history = await client.workflow.getHandle(execution.workflowId, execution.runId).fetchHistory();
    kept += 1;
    const file = `${execution.type}-${String(kept).padStart(2, '0')}.json.gz`;
    writeFileSync(join(folder, file), gzipSync(await historyText(history), { level: 9 }));
    console.log(`${file}:${history.events?.length ?? 0} 个历史事件`);
  }
  await connection.close();
} finally {
  await stopTestStack(stack);
}
process.exit();
