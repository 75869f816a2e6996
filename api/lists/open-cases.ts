/** Open cases as far as a list can touch them, read page by page; their content stays out of every answer. */
import type { CaseFile } from '../../domain/case/state.ts';
import type { OpenCase } from '../../domain/lists/touched-cases.ts';
import { casePages, MOST_OPEN_CASES } from '../cases/open-pages.ts';
import type { Database } from '../database/database.ts';

const PAGE = 500;
const COLUMNS = `d.number, stage, state->'unit' as unit, state->'matter' as matter, state->'conduct' as conduct, state->'filing' as filing,
  state->'conclusion' as conclusion, state->'decision' as decision, state->'parties'->0 as party`;

type Row = Pick<OpenCase, 'caseId' | 'number' | 'stage'> & {
  [Part in 'unit' | 'matter' | 'conduct' | 'filing' | 'conclusion' | 'decision']: CaseFile[Part];
} & { party: CaseFile['parties'][number] | null };

export async function readOpenCases(database: Database): Promise<{ cases: OpenCase[]; capped: boolean }> {
  const cases: OpenCase[] = [];
  for await (const rows of casePages<Row>(database, COLUMNS, 'c.closed_at is null', PAGE)) {
    if (rows.length > 0 && cases.length >= MOST_OPEN_CASES) return { cases, capped: true };
    cases.push(...rows.map(openCaseOf));
  }
  return { cases, capped: false };
}

function openCaseOf({ caseId, number, stage, unit, matter, conduct, filing, conclusion, decision, party }: Row): OpenCase {
  const proposed = decision ? null : conclusion?.proposed;
  return {
    caseId,
    number,
    stage,
    unit,
    matter: matter ? { code: matter.code, name: matter.name } : null,
    conductOn: conduct?.on ?? null,
    filedOn: filing?.filedOn ?? null,
    decided: Boolean(decision),
    proposed:
      proposed?.kind === 'penalty' && proposed.derivation && party
        ? { fine: proposed.money.fine, stage: proposed.derivation.stage, subjectKind: party.kind, factors: proposed.factors }
        : null,
  };
}
