/**
 * `npm run bench -- hands`: thirty commands at once on one case, eight rounds, through two API processes. Every one has to
 * be recorded, once, in the order of the answers, and the case has to go on. Beside it as many on thirty cases: what it
 * costs to take turns.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Client } from '../../tools/tour/client.ts';
import { type County, openCase, startCounty } from '../shared/county.ts';
import { median, timed } from '../shared/figures.ts';
import { atMost, report, type Row, told } from '../shared/report.ts';

const HANDS = 30;
const PEOPLE = ['dispatcher', 'supervisor'] as const;

interface Told {
  text: string;
  status: number;
  /** As answered. */
  version: number;
  milliseconds: number;
}

async function round(hands: readonly Client[], caseIds: readonly string[], name: string): Promise<{ told: Told[]; perSecond: number }> {
  const told: Told[] = [];
  const took = await timed(() =>
    Promise.all(
      Array.from({ length: HANDS }, async (_, n) => {
        const hand = hands[n % hands.length] as Client;
        const text = `${name}-${n}`;
        const began = performance.now();
        const { status, body } = await hand.send<{ version: number }>(
          'POST',
          `/cases/${caseIds[n % caseIds.length]}/commands/AddNote`,
          { text },
          { 'Idempotency-Key': randomUUID() },
        );
        told.push({ text, status, version: body.version, milliseconds: performance.now() - began });
      }),
    ),
  );
  return { told, perSecond: HANDS / (took / 1000) };
}

interface Noted {
  seq: number;
  type: string;
  data: { text?: string };
}

/** What the record holds against what was answered. */
async function faults(
  auditor: Client,
  caseId: string,
  told: readonly Told[],
): Promise<{ lost: number; doubled: number; disordered: number }> {
  const { items } = await auditor.ask<{ items: Noted[] }>('GET', `/cases/${caseId}/events?limit=1000`);
  const seqs = new Map<string, number[]>();
  for (const { type, seq, data } of items) if (type === 'NoteAdded') seqs.set(data.text ?? '', [...(seqs.get(data.text ?? '') ?? []), seq]);
  return {
    lost: told.filter(({ text }) => !seqs.has(text)).length,
    doubled: [...seqs.values()].filter((all) => all.length > 1).length,
    disordered: told.filter(({ text, version }) => seqs.get(text)?.[0] !== version).length,
  };
}

async function run(county: County, rounds: number): Promise<Row[]> {
  const { stack, dispatcher } = county;
  const bases = [stack.apiUrl, stack.secondApiUrl ?? stack.apiUrl];
  const hands = await Promise.all(PEOPLE.flatMap((person) => bases.map((base) => Client.signedIn(base, person))));
  const auditor = await Client.signedIn(stack.apiUrl, 'auditor');
  const one = await openCase(dispatcher, '众人一案');
  const many = await Promise.all(Array.from({ length: HANDS }, (_, n) => openCase(dispatcher, `各人一案${n + 1}`)));
  const together: Told[] = [];
  const rate = { one: [] as number[], many: [] as number[] };
  await round(hands, many, '热身');
  for (let n = 1; n <= rounds; n += 1) {
    const onOne = await round(hands, [one], `第${n}轮`);
    together.push(...onOne.told);
    rate.one.push(onOne.perSecond);
    rate.many.push((await round(hands, many, `第${n}轮`)).perSecond);
  }
  const { lost, doubled, disordered } = await faults(auditor, one, together);
  const goesOn = (await dispatcher.send('POST', `/cases/${one}/commands/AddNote`, { text: '之后' })).status === 200;
  const proved = (await auditor.ask<{ ok: boolean }>('GET', `/cases/${one}/verify`)).ok;
  return [
    told('同时的命令（一案，两个接口进程）', HANDS * rounds),
    atMost('未办理（非200）', together.filter(({ status }) => status !== 200).length, 0),
    atMost('遗失', lost, 0),
    atMost('重复', doubled, 0),
    atMost('次序与回答不符', disordered, 0),
    atMost('此后不能再办', goesOn && proved ? 0 : 1, 0),
    told('一案，命令/秒', median(rate.one)),
    told('三十案，命令/秒', median(rate.many)),
    told('之比', median(rate.one) / median(rate.many)),
    told('一案，最久的一个，毫秒', Math.max(...together.map(({ milliseconds }) => milliseconds))),
  ];
}

export async function main(): Promise<boolean> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { rounds: { type: 'string', default: '8' } } });
  const county = await startCounty(['postgres', 'temporal', 'worker', 'api', 'api2']);
  try {
    return await report('hands', await run(county, Number(values.rounds)));
  } finally {
    await county.close();
  }
}
