import { describe, expect, it } from 'vitest';
import { caseKind } from '../../../domain/case/kind.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { on } from '../../../domain/statute/term-events.ts';
import type { TermRules } from '../../../domain/terms/policy.ts';
import { checkKind, checkKinds, soundKinds, termFaults } from '../../../domain/work/check-kind.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { patrolKind, TERMS } from './patrol.ts';

const patrol = patrolKind as unknown as AnyKind;
const aCase = caseKind as unknown as AnyKind;

const but = <Table extends object>(table: Table, ...names: string[]): Table =>
  Object.fromEntries(Object.entries(table).filter(([name]) => !names.includes(name))) as Table;

const end = patrol.commands['EndPatrol']!;
const withEnd = (patch: Partial<typeof end>): Partial<AnyKind> => ({ commands: { ...patrol.commands, EndPatrol: { ...end, ...patch } } });
const walk = TERMS.terms[0]!;
const withTerm = (patch: Partial<typeof walk>): Partial<AnyKind> => ({
  terms: { ...TERMS, terms: [{ ...walk, ...patch }, ...TERMS.terms.slice(1)] },
});
const withTerms = (patch: Partial<TermRules>): Partial<AnyKind> => ({ terms: { ...TERMS, ...patch } });

describe('checkKind', () => {
  it('finds nothing in a case, nor in the policy that the county publishes for it', () => {
    expect(checkKind(aCase)).toEqual([]);
    expect(termFaults(aCase, countyPolicy)).toEqual([]);
  });

  it('finds nothing in a kind made of the acts and three commands', () => {
    expect(checkKinds([aCase, patrol])).toEqual([]);
    expect(soundKinds([aCase, patrol])).toEqual([aCase, patrol]);
  });

  it.each<[string, Partial<AnyKind>, string[]]>([
    [
      'a command in a stage that there is not',
      withEnd({ stages: ['walking', 'asleep'] }),
      ['命令“结束巡查”（EndPatrol）的阶段“asleep”不是它的阶段'],
    ],
    ['a command in no stage', withEnd({ stages: [] }), ['命令“结束巡查”（EndPatrol）没有阶段，永远不能办理']],
    ['a command that nobody may give', withEnd({ roles: [] }), ['命令“结束巡查”（EndPatrol）没有角色，谁也不能办理']],
    ['a told command with roles', withEnd({ told: true }), ['命令“结束巡查”（EndPatrol）由其他事项的流程办理，不能再有角色']],
    [
      'no command that opens it',
      { commands: but(patrol.commands, 'PlanPatrol'), rules: but(patrol.rules, 'PlanPatrol') },
      ['没有建立它的命令', '事件“安排巡查”（PatrolPlanned）所依据的命令PlanPatrol不存在'],
    ],
    ['a command without a rule', { rules: but(patrol.rules, 'EndPatrol') }, ['命令EndPatrol没有规则']],
    ['a rule without a command', { rules: { ...patrol.rules, Dance: patrol.rules['EndPatrol']! } }, ['规则Dance没有对应的命令']],
    [
      'a rule that is only inherited',
      { commands: { ...patrol.commands, toString: end } },
      ['命令toString没有规则', '没有说明命令“结束巡查”（toString）由哪个单位办理'],
    ],
    [
      'a command that says not whose it is',
      { authority: { ...patrol.authority, rows: () => but(patrol.authority.rows(1)!, 'EndPatrol') } },
      ['没有说明命令“结束巡查”（EndPatrol）由哪个单位办理'],
    ],
    [
      'a place that the kind does not know',
      { authority: { ...patrol.authority, places: { own: patrol.authority.places['own']! } } },
      ['没有“concerned”这种单位关系'],
    ],
    [
      'a source that is no command',
      { events: { ...patrol.events, PatrolEnded: { ...patrol.events['PatrolEnded']!, source: 'Dance' } } },
      ['事件“结束巡查”（PatrolEnded）所依据的命令Dance不存在'],
    ],
    [
      'an event without a word',
      { events: { ...patrol.events, PatrolEnded: { ...patrol.events['PatrolEnded']!, label: ' ' } } },
      ['事件PatrolEnded没有名称'],
    ],
    ['unremarkable events that there are not', { unremarkable: ['Danced'] }, ['没有事件Danced，不能把它列为只增加篇幅或者不须留意的事件']],
    ['a term of an unknown stage', withTerm({ stage: 'asleep' }), ['“巡查期限”所属阶段“asleep”不存在']],
    ['a term armed by an unknown event', withTerm({ armedBy: [on('Danced')] }), ['期限“巡查期限”所依的事件Danced不存在']],
    ['a term met by an unknown event', withTerm({ metBy: [on('Danced')] }), ['期限“巡查期限”所依的事件Danced不存在']],
    ['a term cancelled by an unknown event', withTerm({ cancelledBy: [on('Danced')] }), ['期限“巡查期限”所依的事件Danced不存在']],
    [
      'a pause by an unknown event',
      withTerms({ pauseTriggers: [{ ...TERMS.pauseTriggers[0]!, startedBy: [on('CaseSuspended')] }] }),
      ['中止“suspension”所依的事件CaseSuspended不存在'],
    ],
    [
      'a pause that nothing known ends',
      withTerms({ pauseTriggers: [{ ...TERMS.pauseTriggers[0]!, endedBy: [on('CaseResumed')] }] }),
      ['中止“suspension”所依的事件CaseResumed不存在'],
    ],
    ['a pause that nothing starts', withTerms({ pauseTriggers: [] }), ['期限“巡查期限”因“suspension”中止，但没有说明它何时开始、何时结束']],
    [
      'questions that nobody has to answer in time',
      withTerms({ terms: TERMS.terms.slice(0, 1) }),
      ['没有期限由事件Urged开始，催办、督办无须按时答复', '没有期限由事件SupervisionIssued开始，催办、督办无须按时答复'],
    ],
    ['no last stage', { final: [] }, ['没有最后阶段，它的流程永远不会结束']],
    ['a ladder that there is not', withTerm({ ladder: 'stairs' }), ['“巡查期限”所用的督办阶梯“stairs”不存在']],
    [
      'a policy with faults of its own',
      withTerm({ length: 0, yellow: { share: 0.5, remaining: 0 } }),
      ['“巡查期限”的长度须为正整数', '“巡查期限”的预警余量不小于期限本身，一起算就是黄灯'],
    ],
    [
      'a ladder whose step cannot be recorded',
      { events: but(patrol.events, 'Reminded'), unremarkable: [] },
      ['督办阶梯“巡查”所需的事件Reminded不存在'],
    ],
    ['no event for a deadline that passes', { events: but(patrol.events, 'TermBreached') }, ['没有期限和督办所需的事件TermBreached']],
    [
      'published terms without the events of every step',
      { terms: null, events: but(patrol.events, 'SupervisionIssued', 'RungsPassed') },
      ['没有期限和督办所需的事件RungsPassed', '没有期限和督办所需的事件SupervisionIssued'],
    ],
    [
      'a last stage that there is not',
      { final: ['asleep'], over: ['done', 'asleep'] },
      ['办结阶段“asleep”不是它的阶段', '最后阶段“asleep”不是它的阶段'],
    ],
    ['a last stage in which something is left to do', { over: [] }, ['最后阶段“done”不在办结阶段之内']],
    ['a stage by the name of none', { stages: { ...patrol.stages, unopened: '未立' } }, ['“unopened”指尚未建立，不能用作阶段']],
    [
      'names that fit into no address',
      { name: 'Patrol', plural: 'pa trols' },
      ['名称“Patrol”只能用小写字母和连字符', '网址用的名称“pa trols”只能用小写字母和连字符'],
    ],
    [
      'a workflow without a type, ids without a prefix',
      { workflow: { type: '', idPrefix: 'patrol' } },
      ['没有流程类型', '流程编号的前缀“patrol”须以连字符结尾'],
    ],
    ['versions that are none', { currentRules: 0, stateVersion: 1.5 }, ['规则版本须为正整数', '状态版本须为正整数']],
  ])('finds %s', (_what, patch, faults) => {
    const kind = { ...patrol, ...patch };
    expect(checkKind(kind)).toEqual(faults.map((fault) => `“巡查”（${kind.name}）：${fault}。`));
  });
});

describe('checkKinds', () => {
  const other: AnyKind = { ...patrol, name: 'walk', plural: 'walks', label: '走访', workflow: { type: 'walkWorkflow', idPrefix: 'walk-' } };

  it.each<[string, Partial<AnyKind>, string]>([
    ['one name', { name: 'patrol' }, '“巡查”和“走访”的名称都是“patrol”。'],
    ['one address', { plural: 'patrols' }, '“巡查”和“走访”的网址用的名称都是“patrols”。'],
    ['one workflow type', { workflow: { type: 'patrolWorkflow', idPrefix: 'walk-' } }, '“巡查”和“走访”的流程类型都是“patrolWorkflow”。'],
    ['one prefix', { workflow: { type: 'walkWorkflow', idPrefix: 'patrol-' } }, '“巡查”和“走访”的流程编号前缀都是“patrol-”。'],
    [
      'a prefix that begins like another',
      { workflow: { type: 'walkWorkflow', idPrefix: 'patrol-walk-' } },
      '“走访”流程编号的前缀“patrol-walk-”以“巡查”的“patrol-”开头，分不清是哪一类。',
    ],
  ])('finds two kinds with %s', (_what, patch, fault) => {
    expect(checkKinds([patrol, other])).toEqual([]);
    expect(checkKinds([patrol, { ...other, ...patch }])).toEqual([fault]);
  });

  it('lets no process start with a kind that does not fit, and says why', () => {
    expect(() => soundKinds([{ ...patrol, final: ['asleep'] }])).toThrow(
      /工作事项的种类不能启动：\n“巡查”（patrol）：最后阶段“asleep”不是它的阶段。/,
    );
  });
});
