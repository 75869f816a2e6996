/** Tickets of a channel that become cases and are closed again: the channel is told, and must never be told otherwise. */
import { QINGSHI } from '../../../tools/lives/scene.ts';
import * as part from '../../../tools/lives/parts.ts';
import { either, pause } from './county.ts';
import { type Dice, dice } from './dice.ts';
import { Hand } from './hand.ts';
import { LifeCutShort, StormScene } from './life.ts';
import { eyeOf, type Storm } from './players.ts';
import { aMinuteAgo, facts } from './scene-facts.ts';

export const CHANNEL = 'grid';

export async function leadTaker(storm: Storm, name: string): Promise<void> {
  const hand = new Hand(name, storm.seed, storm.county, storm.history, storm.unsettled);
  for (let turn = 0; storm.on(); turn += 1) {
    const chance = dice(storm.seed, name, turn);
    await pause(chance.between(200, 1_500));
    const leadId = await reported(storm, chance, `STORM-${storm.seed}-${name}-${turn}`);
    if (leadId === null) continue;
    try {
      await fromLead(storm, hand, chance, name, leadId);
    } catch (error) {
      if (error instanceof LifeCutShort) continue;
      storm.history.write({ t: 'broken', kind: 'life', case: null, text: `${name}, ${leadId}: ${String(error)}` });
    }
  }
}

/** The same ticket is taken once, however often it is reported; null when the storm ends before. */
async function reported(storm: Storm, chance: Dice, ticket: string): Promise<string | null> {
  const lead = {
    ticket,
    channel: CHANNEL,
    receivedAt: aMinuteAgo(),
    town: '青石镇',
    address: '青石镇中心街',
    text: '街边有人乱倒生活垃圾',
  };
  while (storm.on()) {
    const { status, body } = await storm.county.send('dispatcher', either(chance), 'POST', '/leads', lead);
    if (status === 200 || status === 201) return (body as { id: string }).id;
    await pause(400);
  }
  return null;
}

async function fromLead(storm: Storm, hand: Hand, chance: Dice, name: string, leadId: string): Promise<void> {
  const told = await hand.order({
    by: 'dispatcher',
    caseId: null,
    do: 'AcceptLead',
    path: `/leads/${leadId}/accept`,
    expect: 'yes',
    keyed: false,
    repeatable: true,
    payload: (mark) => ({ body: { title: `街边垃圾${mark}`, unitId: QINGSHI.unitId, instruction: `请到现场核查${mark}` }, marked: true }),
  });
  if (told.kind === 'open') throw new LifeCutShort();
  if (told.kind === 'refused') throw new Error(`the acceptance was refused: ${told.code} ${told.detail}`);
  const scene = new StormScene(storm, hand, eyeOf(storm, name), chance);
  await scene.enter(told.caseId, told.version);
  await scene.step('AcceptDispatch', QINGSHI.handler, { handlerIds: [QINGSHI.handler, QINGSHI.second] });
  if (chance.chance(0.3)) {
    await part.verify(scene, QINGSHI, { ...facts(), matterCode: 'CG-0110', factors: {} });
    return;
  }
  await scene.step('RecordVerification', QINGSHI.handler, {
    founded: false,
    findings: '两次到场均未发现所反映的情况。',
    officerIds: [QINGSHI.handler, QINGSHI.second],
  });
  await scene.pass();
  await scene.step('CloseUnfounded', QINGSHI.head, { reason: '经核查不属实。' });
}
