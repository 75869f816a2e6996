/** What the pages of any kind say, where it can be seen without a browser. */
import { describe, expect, it } from 'vitest';
import type { ItemRow } from '../../contract/items.ts';
import type { Work } from '../../contract/work.ts';
import type { UnitRef } from '../../domain/people.ts';
import { whoActs } from '../../web/src/item/commands/who-acts.ts';
import { dayRows } from '../../web/src/work/day-rows.ts';

const town: UnitRef = { id: 'qingshi', name: '青石镇', kind: 'town' };
const bureau: UnitRef = { id: 'agriculture', name: '云溪县农业农村局', kind: 'bureau' };
const wang = { id: 'wang', name: '王建国', unit: bureau };

describe('who takes a step', () => {
  it('names the handlers where only they may', () => {
    expect(whoActs({ roles: ['handler', 'bureau-handler'], byHandler: true }, { unit: bureau, handlers: [wang] })).toBe('承办人王建国');
  });

  it('says the people of the responsible unit as its own, not by the level of others', () => {
    const roles = ['town-head', 'bureau-head', 'handler', 'bureau-handler'] as const;
    expect(whoActs({ roles, byHandler: false }, { unit: bureau, handlers: [] })).toBe('云溪县农业农村局的负责人、办案人员');
    expect(whoActs({ roles, byHandler: true }, { unit: town, handlers: [] })).toBe('青石镇的负责人、办案人员');
  });

  it('says who does it for the whole county, and both where both may', () => {
    expect(whoActs({ roles: ['dispatcher', 'supervisor'], byHandler: false }, { unit: town, handlers: [] })).toBe('指挥调度员或者督办员');
    expect(whoActs({ roles: ['town-head', 'supervisor'], byHandler: false }, { unit: town, handlers: [] })).toBe(
      '青石镇的负责人或者督办员',
    );
  });

  it('falls back on the roles where the unit has no such people', () => {
    expect(whoActs({ roles: ['town-reviewer'], byHandler: false }, { unit: bureau, handlers: [] })).toBe('镇街法制审核员');
  });
});

describe('a day of work', () => {
  const item = (id: string, light: ItemRow['light'], deadline: string, next: string | null): NonNullable<Work['items']>[number] => ({
    kind: 'whistle',
    id,
    title: `第${id}次吹哨`,
    stage: 'called',
    light,
    unit: bureau,
    handlers: [],
    openedAt: '2026-11-26T01:00:00.000Z',
    stageEnteredAt: '2026-11-26T01:00:00.000Z',
    waiting: null,
    number: null,
    tier: null,
    town,
    partyName: null,
    matterCode: null,
    matterName: null,
    emergency: false,
    yellowAt: null,
    redAt: deadline,
    outcome: null,
    ended: false,
    version: 1,
    term: { key: 'sign', label: '签收吹哨', effect: 'internal', deadline, provisional: false },
    next: next === null ? null : { name: 'SignWhistle', label: next },
  });
  const work = (items: NonNullable<Work['items']>): Work => ({
    now: '2026-11-26T02:00:00.000Z',
    cases: [],
    items,
    answersDue: [],
    notifications: [],
  });

  it('has the worst light first, and of one light what is due first', () => {
    const rows = dayRows(
      work([
        item('1', 'green', '2026-11-28T02:00:00.000Z', null),
        item('2', 'red', '2026-11-26T01:30:00.000Z', '签收'),
        item('3', 'red', '2026-11-26T01:10:00.000Z', '签收'),
        item('4', 'yellow', '2026-11-26T03:00:00.000Z', '签收'),
      ]),
    );
    expect(rows.map(({ id }) => id)).toEqual(['3', '2', '4', '1']);
  });

  it('says what it is, where it stands and whose it is, in words', () => {
    const [row] = dayRows(work([item('1', 'green', '2026-11-28T02:00:00.000Z', null)]));
    expect(row).toMatchObject({ to: '/whistles/1', about: '吹哨　已吹哨　云溪县农业农村局', next: null, waiting: '等待他人办理' });
  });
});
