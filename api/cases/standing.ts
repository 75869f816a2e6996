/** What must be known of a case before anything is done with it: whose it is, and where it stands. */
import { concernedUnits } from '../../domain/case/concerned.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { upcastCase } from '../../domain/case/upcast.ts';
import type { Person } from '../../domain/people.ts';
import { recusedFrom } from '../../domain/work/guards.ts';
import { maySeeCase } from '../access/visibility.ts';
import type { Database } from '../database/database.ts';
import { notFound, unavailable } from '../http/problem.ts';
import type { Gateway } from '../temporal/gateway.ts';
import type { KnownCases } from './known-cases.ts';

/** A case for deciding who may see it and for looking up what its commands need. */
export interface Standing {
  caseId: string;
  title: string;
  stage: string;
  version: number;
  head: string;
  policyHash: string | null;
  /** Version of the rules that it runs under; null where nobody has said it yet. */
  rules: number | null;
  townId: string;
  unitId: string;
  concernedUnitIds: string[];
  concernedPersonIds: string[];
  handlerIds: string[];
  barredPersonIds: string[];
  matterCode: string | null;
  state: CaseFile;
  /** It was kept in an earlier shape: what it did not keep is null, so that nothing is written on from it. */
  older?: boolean;
}

const COLUMNS = `c.id as "caseId", c.title, c.stage, c.version, c.head, c.policy_hash as "policyHash", c.rules, c.town_id as "townId",
  c.unit_id as "unitId", c.concerned_unit_ids as "concernedUnitIds", c.concerned_person_ids as "concernedPersonIds", c.handler_ids as "handlerIds",
  d.matter_code as "matterCode", c.state`;

const ID = /^[\x21-\x7e]{1,100}$/;

export interface Standings {
  /** The case as projected, for one who may see it; the 404 for everybody else. */
  visibleTo(person: Person, caseId: string): Promise<Standing>;
  /** The same for a command: perhaps as this process wrote it last. Its turn finds out whether it still stands there. */
  commandedBy(person: Person, caseId: string): Promise<Standing>;
  /** The case as projected now, for one who was found to see it; null where there is no row. */
  of(caseId: string): Promise<Standing | null>;
  /** Those of the ids that the person may see. */
  manyVisibleTo(person: Person, caseIds: readonly string[]): Promise<Map<string, Standing>>;
}

export function createStandings(database: Database, gateway: Gateway, known: KnownCases): Standings {
  const of = async (caseId: string): Promise<Standing | null> => {
    const row = await database.first<Standing>(
      `select ${COLUMNS} from work_view c join case_detail d on d.id = c.id where c.id = $1`,
      [caseId],
      'standing',
    );
    return row ? present(row) : null;
  };
  const visibleTo = async (person: Person, caseId: string): Promise<Standing> => {
    if (!ID.test(caseId)) throw noSuchCase();
    const standing = (await of(caseId)) ?? (await unprojected(gateway, caseId));
    if (!standing || !maySeeCase(person, standing)) throw noSuchCase();
    return standing;
  };
  return {
    of,
    visibleTo,
    commandedBy: async (person, caseId) => {
      const one = known.of(caseId);
      const standing = one && standingOf(caseId, one);
      return standing && maySeeCase(person, standing) ? standing : visibleTo(person, caseId);
    },
    manyVisibleTo: async (person, caseIds) => {
      const rows = await database.rows<Standing>(
        `select ${COLUMNS} from work_view c join case_detail d on d.id = c.id where c.id = any($1)`,
        [caseIds],
      );
      return new Map(
        rows
          .map(present)
          .filter((row) => maySeeCase(person, row))
          .map((row) => [row.caseId, row]),
      );
    },
  };
}

/** In the present shape, whatever code wrote it. */
function present(row: Omit<Standing, 'barredPersonIds'>): Standing {
  const state = upcastCase(row.state, 1) as CaseFile;
  const known = { ...row, state, barredPersonIds: recusedFrom(state) };
  return state === row.state ? known : { ...known, older: true };
}

export const noSuchCase = () => notFound('没有这个案件，或者您无权查看', 'case-not-found');

/** A case just opened while PostgreSQL was away is there before it can be read; its workflow is asked. */
async function unprojected(gateway: Gateway, caseId: string): Promise<Standing | null> {
  if (!/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(caseId)) return null;
  const state = await gateway.state(caseId);
  if (state === 'away') throw unavailable('case-unreadable', '这个案件暂时不能读取：数据库里还没有它，办案引擎也没有回答');
  if (state === null) return null;
  return standingOf(caseId, { state: upcastCase(state, 1) as CaseFile, head: '', policyHash: null, rules: null });
}

/** As the read model's row has it (record/view-row.ts). */
const standingOf = (
  caseId: string,
  { state, head, policyHash, rules }: Pick<Standing, 'state' | 'head' | 'policyHash' | 'rules'>,
): Standing => ({
  caseId,
  title: state.title,
  stage: state.stage,
  version: state.version,
  head,
  policyHash,
  rules,
  townId: state.town.id,
  unitId: state.unit.id,
  concernedUnitIds: concernedUnits(state),
  concernedPersonIds: [],
  handlerIds: state.handlers.map(({ id }) => id),
  barredPersonIds: recusedFrom(state),
  matterCode: state.matter?.code ?? null,
  state,
});
