/** Cases as the pages' tests need them, made over HTTP by the people whose step it is. */
import { randomUUID } from 'node:crypto';
import type { CommandName } from '../../domain/case/catalogue.ts';
import { nextWorkingInstant } from '../../domain/terms/calendar.ts';
import { DAY, legalDateOf, MINUTE, toShanghaiIso } from '../../domain/terms/instant.ts';
import * as lives from '../../tools/lives/lives.ts';
import { Enough, PaperScene } from '../../tools/lives/paper-scene.ts';
import * as part from '../../tools/lives/parts.ts';
import { type Facts, QINGSHI } from '../../tools/lives/scene.ts';
import { seedRegisters } from '../../tools/lives/seed-registers.ts';
import { LiveScene } from '../../tools/tour/live-scene.ts';
import { testStack } from '../support/addresses.ts';

const factsOf = (title: string, at: number): Facts => ({
  title,
  townId: 'qingshi',
  address: '青石镇上庄村东侧农田',
  channel: 'grid',
  leadId: null,
  receivedAt: toShanghaiIso(at - 20 * MINUTE),
  text: '村东侧农田有人焚烧秸秆，烟雾很大，影响道路视线。',
  matterCode: 'ST-0104',
  conductOn: legalDateOf(at),
  party: { name: '王某某', kind: 'citizen', identifier: null },
  factors: { areaSqm: 30, fireSpread: false },
  fine: 1000,
});

const scene = () => new LiveScene(testStack().apiUrl, () => undefined);

/** A case that 青石镇 has taken up just now; its address in the browser app. */
export async function takenUp(title: string): Promise<string> {
  const live = scene();
  await part.discover(live, QINGSHI, factsOf(title, Date.now()));
  return `/cases/${live.file.caseId}`;
}

/** Trade without a licence across two towns: with the bureau, which alone may seize there. Its address in the browser app. */
export async function atBureau(title: string): Promise<string> {
  const live = scene();
  const facts: Facts = { ...factsOf(title, Date.now()), matterCode: 'SP-0109', text: '集市边有人没有营业执照加工出售面条。', factors: {} };
  await part.discover(live, QINGSHI, facts);
  await part.verify(live, QINGSHI, facts, ['cross-area']);
  await live.step('AcceptTransfer', 'bureauhandler1', { handlerIds: ['bureauhandler1', 'bureauhandler2'], custody: [] });
  return `/cases/${live.file.caseId}`;
}

/** A case entered from paper: begun so many days ago, and at rest since its step `after`. */
export async function resting(title: string, daysAgo: number, after: CommandName): Promise<string> {
  const registers = seedRegisters();
  const begun = nextWorkingInstant(registers.policy.calendar, Date.now() - daysAgo * DAY);
  const past: PaperScene = new PaperScene('paper', toShanghaiIso(begun), registers, {
    before: Date.now(),
    stop: (): boolean => past.steps.at(-1)?.name === after,
  });
  await lives.ordinary(past, QINGSHI, factsOf(title, begun)).catch((end: unknown) => {
    if (!(end instanceof Enough)) throw end;
  });
  const live = scene();
  await live.enterPaper(QINGSHI.dispatcher, `云执纸登〔2026〕${randomUUID().slice(0, 8)}`, past.steps, past.file.unit.id);
  return `/cases/${live.file.caseId}`;
}
