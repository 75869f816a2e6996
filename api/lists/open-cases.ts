/** Open cases as far as a list can touch them, read page by page; their content stays out of every answer. */
import type { CaseFile } from '../../domain/case/state.ts';
import type { OpenCase } from '../../domain/lists/touched-cases.ts';
import type { Database } from '../database/database.ts';

const PAGE = 500;
/** More than a county has open; where there are more, the answer says so. */
const MOST_CASES = 50_000;

type Row = Pick<OpenCase, 'caseId' | 'number' | 'stage'> & {
  [Part in 'unit' | 'matter' | 'conduct' | 'filing' | 'conclusion' | 'decision']: CaseFile[Part];
} & { party: CaseFile['parties'][number] | null };

export async function readOpenCases(database: Database): Promise<{ cases: OpenCase[]; capped: boolean }> {
  const cases: OpenCase[] = [];
  for (let after = ''; cases.length < MOST_CASES;) {
    const rows: Row[] = await database.rows<Row>(
      `select id as "caseId", number, stage, state->'unit' as unit, state->'matter' as matter, state->'conduct' as conduct,
         state->'filing' as filing, state->'conclusion' as conclusion, state->'decision' as decision, state->'parties'->0 as party
       from case_view where stage not in ('closed', 'archived') and id > $1 order by id limit $2`,
      [after, PAGE],
    );
    cases.push(...rows.map(openCaseOf));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return { cases, capped: false };
    after = last.caseId;
    // Other people's requests come through between two pages.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { cases, capped: true };
}

function openCaseOf({ caseId, number, stage, unit, matter, conduct, filing, conclusion, decision, party }: Row): OpenCase {
  const proposed = decision ? null : conclusion?.proposed;
  return {
    caseId, number, stage, unit,
    matter: matter ? { code: matter.code, name: matter.name } : null,
    conductOn: conduct?.on ?? null,
    filedOn: filing?.filedOn ?? null,
    decided: Boolean(decision),
    proposed: proposed?.kind === 'penalty' && proposed.derivation && party
      ? { fine: proposed.money.fine, stage: proposed.derivation.stage, subjectKind: party.kind, factors: proposed.factors }
      : null,
  };
}
