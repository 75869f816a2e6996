/** The county's chain of anchors, as far as one case stands in it. */
import { type Anchor, anchorHash, verifyAnchors } from '../../domain/case/anchor.ts';
import type { Database } from '../database/database.ts';
import { sha256 } from '../session/tokens.ts';
import type { Check } from './verify.ts';

/** Up to here the whole chain is walked for every question; beyond, the case's own links and their neighbours. */
const WALK_WHOLE_UP_TO = 5_000;

interface Row extends Omit<Anchor, 'at'> {
  at: Date;
}

const COLUMNS = 'n, case_id as "caseId", head, length, at, previous, hash';
const anchorOf = (row: Row): Anchor => ({ ...row, at: row.at.toISOString() });

/** One check for the case's own anchors, one for the county's chain; none where the case was never archived. */
export async function checkAnchors(
  database: Database,
  caseId: string,
  events: readonly { hash: string }[],
): Promise<Check[]> {
  const own = (
    await database.rows<Row>(`select ${COLUMNS} from record_anchor where case_id = $1 order by n`, [caseId])
  ).map(anchorOf);
  const last = own.at(-1);
  if (!last) return [];
  const broken = own.find((anchor) => events[anchor.length - 1]?.hash !== anchor.head);
  const numbers = own.map(({ n }) => n).join('、');
  return [
    {
      name: '归档锚定',
      ok: broken === undefined,
      known: true,
      text:
        broken === undefined
          ? `归档时的末条哈希已锚定为全县第${numbers}号，与记录一致`
          : `全县第${broken.n}号锚定的哈希与现有记录不一致`,
    },
    await checkCountyChain(database, own),
  ];
}

async function checkCountyChain(database: Database, own: readonly Anchor[]): Promise<Check> {
  const name = '全县锚定链';
  const total =
    (await database.first<{ n: number }>('select coalesce(max(n), 0)::int as n from record_anchor'))?.n ?? 0;
  if (total <= WALK_WHOLE_UP_TO) {
    const all = (await database.rows<Row>(`select ${COLUMNS} from record_anchor order by n`)).map(anchorOf);
    const walked = verifyAnchors(all, sha256);
    return {
      name,
      ok: walked.ok,
      known: true,
      text: walked.ok ? `全县${walked.length}个锚定前后相接` : walked.reason,
    };
  }
  for (const anchor of own) {
    const before = await database.first<{ hash: string }>('select hash from record_anchor where n = $1', [
      anchor.n - 1,
    ]);
    const after = await database.first<{ previous: string }>('select previous from record_anchor where n = $1', [
      anchor.n + 1,
    ]);
    const linked = (anchor.n === 1 || before?.hash === anchor.previous) && (!after || after.previous === anchor.hash);
    if (!linked || anchorHash(anchor, sha256) !== anchor.hash)
      return { name, ok: false, known: true, text: `全县第${anchor.n}号锚定与前后不相接` };
  }
  return { name, ok: true, known: true, text: `本案的锚定与前后各号相接（全县共${total}个）` };
}
