/**
 * A county of another name beside the first: a database of its own on the same PostgreSQL, a namespace of its own on the same
 * Temporal, processes and data folder of its own. Empty but for units and people, who choose a password by a code.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { msToTs } from '@temporalio/common/lib/time';
import pg from 'pg';
import { queriesOn } from '../../api/database/database.ts';
import { issueCode } from '../../api/session/password/activation-code.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { FEATURED_PEOPLE } from '../../prisma/seed/people.ts';
import { buildBundle } from '../../tools/generate/bundle.ts';
import { generatePrismaClient } from '../../tools/generate/prisma-client.ts';
import { setUp } from '../../tools/setup/set-up.ts';
import { type Stack, startStack } from '../../tools/stack/stack.ts';
import { connectClient } from '../../temporal/connection.ts';
import type { TemporalSettings } from '../../temporal/settings.ts';
import type { StackAddresses } from './addresses.ts';
import { Desk } from './desk.ts';

const quiet = (): void => undefined;
const KEEPERS: readonly string[] = ['sysadmin', 'securityadmin', 'auditadmin'];
/** Who cannot act before a second factor is set up. */
const GUARDED: readonly string[] = [...KEEPERS, 'listadmin'];

export interface SecondCounty {
  stack: Stack;
  /** Somebody's browser in this county. */
  desk(username: string): Promise<Desk>;
}

async function databaseBeside({ databaseUrl }: StackAddresses): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('drop database if exists second_county with (force)');
  await client.query('create database second_county');
  await client.end();
  const url = new URL(databaseUrl);
  url.pathname = '/second_county';
  return url.href;
}

async function namespaceBeside({ temporalAddress: address, namespace }: StackAddresses): Promise<TemporalSettings> {
  const second: TemporalSettings = { address, namespace: 'second-county' };
  const connection = await connectClient({ address, namespace }, { connectTimeout: '10s' });
  await connection.workflowService.registerNamespace({ namespace: second.namespace, workflowExecutionRetentionPeriod: msToTs('7 days') });
  await connection.close();
  return second;
}

/** As `npm run setup` makes it, with the demo county's ids so that its lives can be lived here. */
export async function startSecondCounty(name: string, beside: StackAddresses): Promise<SecondCounty> {
  await generatePrismaClient(quiet);
  await buildBundle(quiet);
  const stack = await startStack({
    dataDir: mkdtempSync(join(tmpdir(), 'caselight-second-')),
    parts: ['postgres', 'temporal'],
    external: { databaseUrl: await databaseBeside(beside), temporal: await namespaceBeside(beside) },
    env: { CASELIGHT_DEMO: '0' },
    readyWithinMs: 300_000,
    log: quiet,
  });
  const unit = (id: string, called: string, kind: string, parentId: string | null = 'county') => ({ id, name: called, kind, parentId });
  const own = (id: string, what: string, kind = 'other') => unit(id, `${name}${what}`, kind);
  const keeper = (id: string, post: 'system' | 'security' | 'trail') => ({ id, name: `${post}员`, username: id, unitId: 'data', post });
  const county = {
    name,
    title: `${name}综合行政执法`,
    goLiveOn: legalDateOf(Date.now()),
    bureauId: 'bureau',
    units: [
      unit('county', `${name}人民政府`, 'county', null),
      own('bureau', '综合行政执法局', 'bureau'),
      own('data', '数据局'),
      own('command', '综合行政执法指挥中心'),
      own('justice', '司法局'),
      unit('qingshi', '白马镇', 'town'),
      unit('liulin', '黑石镇', 'town'),
    ],
    keepers: [keeper('sysadmin', 'system'), keeper('securityadmin', 'security'), keeper('auditadmin', 'trail')],
  };
  const codes = new Map((await setUp(stack.databaseUrl, county, Date.now())).map(({ keeper: { username }, code }) => [username, code]));
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  const queries = queriesOn(client as unknown as Pick<pg.Pool, 'query'>);
  for (const person of FEATURED_PEOPLE.filter(({ id }) => !KEEPERS.includes(id))) {
    await client.query(
      `insert into person (id, username, name, unit_id, roles, certificate_number, certificate_from, certificate_until,
         legal_qualification, principal, active) values ($1, $1, $2, $3, $4, $5, '2024-01-01', '2029-12-31', $6, $7, true)`,
      [
        person.id,
        person.name,
        person.unitId,
        person.roles,
        person.certificate && person.certificate.number.replace('云', '清'),
        person.legalQualification,
        person.principal,
      ],
    );
    codes.set(person.id, (await issueCode(queries, { personId: person.id, issuedBy: 'caselight' }, Date.now())).code);
  }
  await client.query('select staffing_take_over()');
  await client.end();
  await stack.start('worker');
  await stack.start('api');
  const desks = new Map<string, Promise<Desk>>();
  return {
    stack,
    desk: (username) => {
      const known =
        desks.get(username) ??
        Desk.activated(`${stack.apiUrl}/api/v1`, username, codes.get(username)!).then((one) =>
          GUARDED.includes(username) ? one.guard() : one,
        );
      desks.set(username, known);
      return known;
    },
  };
}
