/**
 * Whose each act is (行政处罚法 17): docs/authority.md is what a reviewer reads, and what this test expects, word for word. Where
 * it changes on purpose `npx vitest run --project domain test/domain/work/authority.test.ts -u` writes it anew.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../../../domain/case/state.ts';
import { kinds } from '../../../domain/kinds.ts';
import { HANDLERS, HEADS, REVIEWERS } from '../../../domain/roles.ts';
import { ROLE_LABELS, type Role, TIER_LABELS, TIERS } from '../../../domain/vocabulary.ts';
import { possible } from '../../../domain/work/execute.ts';
import type { WorkFile } from '../../../domain/work/file.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { page, table } from '../../../tools/docs/markdown.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { COUNTY_CALENDAR } from '../../../domain/statute/calendar-2024-2026.ts';
import { TRANSFER_PENDING } from '../case/late-scenes.ts';
import { units } from '../case/people.ts';
import { itemBegun } from './item-begun.ts';
import { personOf, type Standing, STANDINGS, tableOf, unitsOf } from './standings.ts';

interface Variant {
  title: string;
  file: WorkFile;
}

/** An item as it was begun; of a case the tiers, and one that a bureau has, differ beside. */
function variantsOf(kind: AnyKind): Variant[] {
  const file = itemBegun(kind.name);
  if (kind.name !== 'case') return [{ title: `${kind.label}由${file.unit.name}承办`, file }];
  const of = (patch: Partial<CaseFile>): WorkFile => ({ ...(file as CaseFile), ...patch }) as WorkFile;
  return [
    ...TIERS.filter((tier) => tier !== 'bureau-closes').map((tier) => ({ title: `${TIER_LABELS[tier]}，由镇街承办`, file: of({ tier }) })),
    {
      title: `${TIER_LABELS['town-closes']}，由镇街承办，已向县综合行政执法局提出提级，柳林镇协助`,
      file: of({ assistingUnits: [units.liulin], transfer: TRANSFER_PENDING }),
    },
    { title: `${TIER_LABELS['bureau-closes']}，由其他部门承办`, file: of({ tier: 'bureau-closes', unit: units.water }) },
  ];
}

const words = (roles: readonly Role[]): string => roles.map((role) => ROLE_LABELS[role]).join('、');

/** The cells of a row: who acts for the county is told once, and who may as one of the unit not again as handler. */
function cellsOf(may: Record<Standing, Role[]>): string[] {
  const hidden = (standing: Standing): Role[] => (standing === 'county' ? [] : [...may.county, ...(standing === 'handler' ? may.own : [])]);
  return shown.map((standing) => words(may[standing].filter((role) => !hidden(standing).includes(role))));
}
const shown = Object.keys(STANDINGS) as Standing[];

function sectionOf(kind: AnyKind): string[] {
  const seen = new Map<string, string>();
  return [
    `## ${kind.label}`,
    ...variantsOf(kind).flatMap(({ title, file }) => {
      const rows = Object.entries(tableOf(kind, file)).map(([name, may]) => [
        `${kind.commands[name]!.label}（\`${name}\`）`,
        ...cellsOf(may),
      ]);
      // What is as in the first table is not said again.
      const fresh = rows.filter(([name = '', ...rest]) => seen.get(name) !== rest.join('|'));
      for (const [name = '', ...rest] of rows) if (!seen.has(name)) seen.set(name, rest.join('|'));
      return [`### ${title}`, table(['命令', ...shown.map((one) => STANDINGS[one])], fresh)];
    }),
  ];
}

describe('authority', () => {
  it('is what docs/authority.md says of every kind, every command, every role and every unit', async () => {
    const text = page(
      '谁可以办',
      '每个命令由哪个单位的哪种角色办理：由 `test/domain/work/authority.test.ts` 按各类事项自己的命令逐一询问规则得出，空格处任何角色都不能办理。' +
        '“有关单位”指吹哨单位、争议的另一方、协助单位；“上级部门”指县综合行政执法局。' +
        '只在“承办人”一列的，只有承办人可以办理；代表县的角色不论在哪个单位，只列在“县级”一列。同一类事项有几张表的，后表只列与第一张不同的命令。“接收移交”“不接收移交”只由移交所指的人办理，“交回镇街办理”只由现承办的部门办理，“接收提级”“不予接收提级”在提出之后只由被请求的部门办理。阶段、持证、回避、本人是否办理过等另有规则，见 [命令目录](commands.md)。',
      ...kinds.flatMap(sectionOf),
    );
    await expect(text.replace(/^<!--.*-->\n\n/, '')).toMatchFileSnapshot(join(import.meta.dirname, '../../../docs/authority.md'));
  });
});

/** What a kind refuses to somebody for who he is; any other refusal is about the item. */
const FOR_WHO_ASKS = new Set(['role-required', 'head-required', 'wrong-reviewer', 'not-your-unit', 'not-a-side', 'not-of-unit']);

describe.each(kinds.map((kind) => [kind.name, kind] as const))('of the kind %s', (_name, kind) => {
  const policy = { ...countyPolicy, calendar: COUNTY_CALENDAR };
  const file = itemBegun(kind.name);
  const places = unitsOf(kind, file);
  const rows = Object.entries(tableOf(kind, file));
  const ask = (name: string, role: Role, standing: Standing) => {
    const actor = personOf(role, places[standing]!);
    const known = { ...file, handlers: standing === 'handler' ? [actor] : [] };
    return possible(kind, known, name, { id: 'item-1', now: 0, actor, policy, rules: kind.currentRules });
  };

  it('a bureau or town that has nothing to do with an item gives no command to it, but where a person is named', () => {
    // A hand-over is between two people; what was not transferred is nobody's to accept or to give back, whoever asks.
    const named = ['HandOver', 'AcceptHandOver', 'DeclineHandOver', 'AcceptTransfer', 'RefuseTransfer', 'ReturnToTown'];
    const free = rows
      .filter(([name]) => !named.includes(name))
      .flatMap(([name, { sibling, foreign }]) =>
        [...sibling, ...foreign]
          .filter((role) => ([...HEADS, ...REVIEWERS, ...HANDLERS, 'assistant'] as Role[]).includes(role))
          .map((role) => `${name}: ${role}`),
      );
    expect(free).toEqual([]);
  });

  it('what its own rules ask of the unit says nothing else', () => {
    for (const [name, may] of rows.filter(([one]) => kind.commands[one]!.stages.includes(file.stage)))
      for (const standing of shown)
        for (const role of may[standing])
          expect(FOR_WHO_ASKS.has(ask(name, role, standing)?.code ?? ''), `${name} by ${role} (${standing})`).toBe(false);
  });

  it('who may not is refused, whatever the role and the unit', () => {
    for (const [name, may] of rows)
      for (const standing of shown.filter((one) => places[one]))
        for (const role of Object.keys(ROLE_LABELS) as Role[])
          if (!may[standing].includes(role) && roleFits(role, standing))
            expect(ask(name, role, standing), `${name}: ${role}`).not.toBeNull();
  });

  /** A post gives a role only where its unit has such a post (事—岗—人). */
  const roleFits = (role: Role, standing: Standing): boolean =>
    tableRoles(standing).has(role) || !([...HEADS, ...REVIEWERS, ...HANDLERS, 'assistant'] as Role[]).includes(role);
  const tableRoles = (standing: Standing): Set<Role> => {
    const bureau = places[standing]?.kind === 'bureau';
    return new Set(bureau ? ['bureau-head', 'bureau-reviewer', 'bureau-handler'] : ['town-head', 'town-reviewer', 'handler', 'assistant']);
  };
});
