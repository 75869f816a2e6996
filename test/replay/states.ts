/** What the recorded lives left behind as state: every `work_view.state` on its way, and what runs carried over. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import type { CaseFile } from '../../domain/case/state.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { CaseInput } from '../../workflows/messages.ts';

/** A file under test/fixtures/states/, gzip of JSON. */
export interface RecordedStates {
  policies: CasePolicy[];
  /** As PostgreSQL held them, of every kind; without `kind` and `stateVersion` it is a case of the first shape. */
  views: {
    caseId: string;
    kind?: string;
    stage: string;
    version: number;
    head: string;
    policyHash: string;
    stateVersion?: number;
    state: CaseFile;
  }[];
  /** Inputs of runs that took a case over; the policy by its hash. */
  inputs: (Omit<CaseInput, 'policy'> & { policyHash: string })[];
}

/** Of each kind's stage so many items, each as it came into the stage and as it left it. */
const ITEMS_A_STAGE = 5;

async function within<Answer>(databaseUrl: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** From here on every state that is written is noted beside. */
export const noteStates = (databaseUrl: string): Promise<unknown> =>
  within(databaseUrl, (client) =>
    client.query(`
  create table noted_state (case_id text, kind text, stage text, version int, head text, policy_hash text, state_version int, state jsonb,
    primary key (case_id, version));
  create function note_state() returns trigger language plpgsql as $$ begin
    insert into noted_state values
      (new.id, new.kind, new.stage, new.version, new.head, new.policy_hash, new.state_version, new.state) on conflict do nothing;
    return null;
  end $$;
  create trigger note_state after insert or update on work_view for each row execute function note_state();`),
  );

export const keepStates = (databaseUrl: string, taken: readonly CaseInput[], path: string): Promise<void> =>
  within(databaseUrl, async (client) => {
    const { rows: views } = await client.query<RecordedStates['views'][number]>(`
    with ends as (
      select *, dense_rank() over (partition by kind, stage order by case_id) as nth,
        version in (min(version) over one, max(version) over one) as is_end
      from noted_state window one as (partition by kind, stage, case_id)
    )
    select case_id as "caseId", kind, stage, version, head, policy_hash as "policyHash", state_version as "stateVersion", state
    from ends where is_end and nth <= ${ITEMS_A_STAGE} order by kind, stage, case_id, version`);
    const inputs = taken.map(({ policy, ...input }) => ({ ...input, policyHash: policy.hash }));
    const named = [...views, ...inputs].map(({ policyHash }) => policyHash);
    const { rows } = await client.query<{ body: CasePolicy }>('select body from policy_version where hash = any($1)', [named]);
    const policies = new Map(
      [...taken.map(({ policy }) => policy), ...rows.map(({ body }) => body)].map((policy) => [policy.hash, policy]),
    );
    const recorded: RecordedStates = { policies: [...policies.values()], views, inputs };
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, gzipSync(JSON.stringify(recorded), { level: 9 }));
    console.log(`${views.length} 个事项状态，${inputs.length} 份转交，${policies.size} 版规则`);
  });
