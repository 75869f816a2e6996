/**
 * What does not fit together in a kind of work item, where the compiler cannot see it: names that lead nowhere. Asked when
 * a process starts, before anything is done under a kind that would fail in the middle of somebody's work.
 */
import type { RungAction } from '../terms/model.ts';
import { type TermRules, validateTerms } from '../terms/policy.ts';
import { asksAuthority, FREE } from './authority.ts';
import type { AnyKind } from './kind.ts';

/** What the clockwork records by itself for each step of a ladder; where a transfer leads is the kind's own. */
const RUNG_EVENTS: Record<Exclude<RungAction, 'transfer'>, string> = {
  remind: 'Reminded',
  'notify-supervisor': 'SupervisorNotified',
  urge: 'Urged',
  supervise: 'SupervisionIssued',
};
/** Deadlines that pass, and steps that lie behind an entered paper file. */
const CLOCK_EVENTS = ['TermBreached', 'RungsPassed'];

const missing = (names: Iterable<string>, table: object): string[] => [...new Set(names)].filter((name) => !Object.hasOwn(table, name));

function wordFaults({ name, plural, workflow, currentRules, stateVersion }: AnyKind): string[] {
  const word = /^[a-z]+(?:-[a-z]+)*$/;
  return [
    ...(word.test(name) ? [] : [`名称“${name}”只能用小写字母和连字符`]),
    ...(word.test(plural) ? [] : [`网址用的名称“${plural}”只能用小写字母和连字符`]),
    ...(workflow.type === '' ? ['没有流程类型'] : []),
    ...(/^[a-z-]+-$/.test(workflow.idPrefix) ? [] : [`流程编号的前缀“${workflow.idPrefix}”须以连字符结尾`]),
    ...(Number.isInteger(currentRules) && currentRules > 0 ? [] : ['规则版本须为正整数']),
    ...(Number.isInteger(stateVersion) && stateVersion > 0 ? [] : ['状态版本须为正整数']),
  ];
}

function stageFaults({ stages, over, final }: AnyKind): string[] {
  return [
    ...(Object.hasOwn(stages, 'unopened') ? ['“unopened”指尚未建立，不能用作阶段'] : []),
    ...(final.length > 0 ? [] : ['没有最后阶段，它的流程永远不会结束']),
    ...missing(over, stages).map((stage) => `办结阶段“${stage}”不是它的阶段`),
    ...missing(final, stages).map((stage) => `最后阶段“${stage}”不是它的阶段`),
    ...final.filter((stage) => !over.includes(stage)).map((stage) => `最后阶段“${stage}”不在办结阶段之内`),
  ];
}

function commandFaults({ commands, rules, stages }: AnyKind): string[] {
  const specs = Object.entries(commands);
  return [
    ...(specs.some(([, spec]) => spec.stages.includes('unopened')) ? [] : ['没有建立它的命令']),
    ...specs.flatMap(([name, spec]) => {
      const command = `命令“${spec.label}”（${name}）`;
      return [
        ...(spec.stages.length === 0 ? [`${command}没有阶段，永远不能办理`] : []),
        ...missing(
          spec.stages.filter((stage) => stage !== 'unopened'),
          stages,
        ).map((stage) => `${command}的阶段“${stage}”不是它的阶段`),
        ...(spec.told && spec.roles.length > 0 ? [`${command}由其他事项的流程办理，不能再有角色`] : []),
        ...(!spec.told && spec.roles.length === 0 ? [`${command}没有角色，谁也不能办理`] : []),
      ];
    }),
    ...missing(Object.keys(commands), rules).map((name) => `命令${name}没有规则`),
    ...missing(Object.keys(rules), commands).map((name) => `规则${name}没有对应的命令`),
  ];
}

/** Every command that a person gives to an item that is there says whose it is, by places that the kind has. */
function authorityFaults({ commands, authority, currentRules }: AnyKind): string[] {
  const rows = authority.rows(currentRules);
  if (!rows) return ['没有说明每个命令由哪个单位办理'];
  const asked = Object.fromEntries(Object.entries(commands).filter(([, spec]) => asksAuthority(spec)));
  const wheres = Object.values(rows).flatMap(({ heads = [], reviewers = [], handlers = [], assistants = [] }) => [
    ...[heads, reviewers, handlers, assistants].flat(),
  ]);
  return [
    ...missing(Object.keys(asked), rows).map((name) => `没有说明命令“${asked[name]!.label}”（${name}）由哪个单位办理`),
    ...missing(
      wheres.filter((where) => where !== FREE),
      authority.places,
    ).map((where) => `没有“${where}”这种单位关系`),
  ];
}

function eventFaults({ events, commands, lengthening, unremarkable }: AnyKind): string[] {
  return [
    ...Object.entries(events).flatMap(([type, { label, source }]) => [
      ...(label.trim() === '' ? [`事件${type}没有名称`] : []),
      ...(source !== null && !Object.hasOwn(commands, source) ? [`事件“${label}”（${type}）所依据的命令${source}不存在`] : []),
    ]),
    ...missing([...lengthening, ...unremarkable], events).map((type) => `没有事件${type}，不能把它列为只增加篇幅或者不须留意的事件`),
  ];
}

/** What terms ask of the kind they are for: its stages, and its events. Also for a policy that is published later. */
export function termFaults({ stages, events }: Pick<AnyKind, 'stages' | 'events'>, rules: TermRules): string[] {
  const triggered = [
    ...rules.terms.flatMap(({ label, armedBy, metBy, cancelledBy }) =>
      missing(
        [...armedBy, ...metBy, ...cancelledBy].map(({ event }) => event),
        events,
      ).map((event) => `期限“${label}”所依的事件${event}不存在`),
    ),
    ...rules.pauseTriggers.flatMap(({ ground, startedBy, endedBy }) =>
      missing(
        [...startedBy, ...endedBy].map(({ event }) => event),
        events,
      ).map((event) => `中止“${ground}”所依的事件${event}不存在`),
    ),
  ];
  const paused = rules.terms.flatMap(({ label, pausedBy }) =>
    pausedBy
      .filter((ground) => !rules.pauseTriggers.some((one) => one.ground === ground))
      .map((ground) => `期限“${label}”因“${ground}”中止，但没有说明它何时开始、何时结束`),
  );
  // A question that nobody has to answer in time is none.
  const unanswered = ['Urged', 'SupervisionIssued']
    .filter((event) => Object.hasOwn(events, event) && !rules.terms.some(({ armedBy }) => armedBy.some((one) => one.event === event)))
    .map((event) => `没有期限由事件${event}开始，催办、督办无须按时答复`);
  const climbed = rules.ladders.flatMap(({ label, rungs }) =>
    missing(
      rungs.flatMap(({ action }) => (action === 'transfer' ? [] : [RUNG_EVENTS[action]])),
      events,
    ).map((event) => `督办阶梯“${label}”所需的事件${event}不存在`),
  );
  return [
    ...validateTerms(rules, Object.keys(stages)).map(({ message }) => message.replace(/。$/, '')),
    ...triggered,
    ...paused,
    ...unanswered,
    ...climbed,
  ];
}

/** Where the county publishes the terms, any ladder may come. */
function clockFaults(kind: AnyKind): string[] {
  const needed = kind.terms === null ? [...CLOCK_EVENTS, ...Object.values(RUNG_EVENTS)] : CLOCK_EVENTS;
  return [
    ...missing(needed, kind.events).map((event) => `没有期限和督办所需的事件${event}`),
    ...(kind.terms === null ? [] : termFaults(kind, kind.terms)),
  ];
}

/** Chinese sentences for the operator; none where everything fits. */
export const checkKind = (kind: AnyKind): string[] =>
  [
    ...wordFaults(kind),
    ...stageFaults(kind),
    ...commandFaults(kind),
    ...authorityFaults(kind),
    ...eventFaults(kind),
    ...clockFaults(kind),
  ].map((fault) => `“${kind.label}”（${kind.name}）：${fault}。`);

const doubles = (kinds: readonly AnyKind[], what: string, wordOf: (kind: AnyKind) => string): string[] =>
  [...new Set(kinds.map(wordOf))].flatMap((word) => {
    const same = kinds.filter((kind) => wordOf(kind) === word);
    return same.length > 1 ? [`${same.map(({ label }) => `“${label}”`).join('和')}的${what}都是“${word}”。`] : [];
  });

/** An id tells its kind by its prefix alone. */
const ambiguous = (kinds: readonly AnyKind[]): string[] =>
  kinds.flatMap(({ label, workflow: { idPrefix } }) =>
    kinds
      .filter(({ workflow }) => workflow.idPrefix !== idPrefix && workflow.idPrefix.startsWith(idPrefix))
      .map((other) => `“${other.label}”流程编号的前缀“${other.workflow.idPrefix}”以“${label}”的“${idPrefix}”开头，分不清是哪一类。`),
  );

/** All kinds, each and together. */
export const checkKinds = (kinds: readonly AnyKind[]): string[] => [
  ...kinds.flatMap(checkKind),
  ...doubles(kinds, '名称', ({ name }) => name),
  ...doubles(kinds, '网址用的名称', ({ plural }) => plural),
  ...doubles(kinds, '流程类型', ({ workflow }) => workflow.type),
  ...doubles(kinds, '流程编号前缀', ({ workflow }) => workflow.idPrefix),
  ...ambiguous(kinds),
];

/** The kinds as they are; throws with every fault where something does not fit. */
export function soundKinds<Kinds extends readonly AnyKind[]>(kinds: Kinds): Kinds {
  const faults = checkKinds(kinds);
  if (faults.length > 0) throw new Error(`工作事项的种类不能启动：\n${faults.join('\n')}`);
  return kinds;
}
