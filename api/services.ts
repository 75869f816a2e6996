/** Everything the routes need, made once a process. */
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Instant } from '../domain/terms/model.ts';
import type { ReadRegisters } from '../record/numbering.ts';
import type { AuditPort } from './audit/port.ts';
import { createRecordWriter } from '../record/writer.ts';
import { type AuditTrail, createAuditTrail } from './audit/trail.ts';
import { createHistories, type Histories } from './cases/earlier-violations.ts';
import { createKnownCases, type KnownCase } from './cases/known-cases.ts';
import { createPolicies, type Policies } from './cases/policy-store.ts';
import { createRecordKeeper, type RecordKeeper } from './cases/record-keeper.ts';
import { createStandings, type Standings } from './cases/standing.ts';
import { createSweeper, type Sweeper } from './cases/sweeper.ts';
import { createTurns, type Turns } from './cases/turns.ts';
import type { Config } from './config.ts';
import { createDatabase, type Database } from './database/database.ts';
import { createEvidenceStore, type EvidenceStore } from './files/evidence-store.ts';
import { createUploads, type Uploads } from './files/uploads.ts';
import { createLeads, type Leads } from './leads/lead-store.ts';
import { createTriage, type TriageService } from './leads/triage.ts';
import { createInstallationWatch, type InstallationWatch } from './installation/watch.ts';
import { createHub, type Hub } from './live/hub.ts';
import { type Calendars, createCalendars } from './lists/calendars.ts';
import { createLists, type Lists } from './lists/list-store.ts';
import { createParties, type Parties } from './parties/party-store.ts';
import { createPeople, type People } from './people/people-store.ts';
import { type Counties, createCounty } from './county/county.ts';
import { createStaffing, type Staffing } from './staffing/staffing.ts';
import { createLimits, type Limits } from './session/limits.ts';
import { createProvider, type Provider } from './session/oidc/provider.ts';
import { type Accounts, createAccounts } from './session/password/accounts.ts';
import { createPasswords } from './session/password/passwords.ts';
import { createSeal, keyOfFolder, type Seal } from './session/sealed.ts';
import { createKeys, type Keys } from './keys/key-store.ts';
import { createSessions, type Sessions } from './session/session-store.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { createGateway, type Gateway } from './temporal/gateway.ts';

export interface Services {
  config: Config;
  log: Logger;
  clock: () => Instant;
  database: Database;
  gateway: Gateway;
  registers: ReadRegisters;
  turns: Turns;
  keeper: RecordKeeper;
  sweeper: Sweeper;
  sessions: Sessions;
  accounts: Accounts;
  limits: Limits;
  seal: Seal;
  provider: Provider | null;
  keys: Keys;
  people: People;
  staffing: Staffing;
  county: Counties;
  parties: Parties;
  lists: Lists;
  calendars: Calendars;
  policies: Policies;
  standings: Standings;
  histories: Histories;
  uploads: Uploads;
  leads: Leads;
  triage: TriageService;
  evidence: EvidenceStore;
  installation: InstallationWatch;
  hub: Hub;
  audit: AuditTrail;
}

/** Connects to nothing yet: what is away is said when it is asked for. */
export function createServices(config: Config, log: Logger, listening?: AuditPort): Services {
  const clock = () => Date.now();
  const database = createDatabase(config.databaseUrl, {
    connections: config.databaseConnections,
    onError: (error) => log.warn({ reason: error.message }, 'an idle database connection broke'),
  });
  const trail = createAuditTrail({ database, clock, log });
  const audit: AuditTrail = listening ? { ...trail, write: listening.write, note: (note) => void listening.write(note) } : trail;
  const gateway = createGateway(config.temporal, config.commandDeadlineMs);
  const county = createCounty(database, config.numbers, clock);
  const policies = createPolicies(database, clock, county.names);
  const { registers } = county;
  const known = createKnownCases();
  const writer = createRecordWriter({
    query: database.rows,
    registers,
    policyOf: policies.byHash,
    wrote: (id, { kind, ...written }) => {
      if (kind === 'case') known.keep(id, written as KnownCase);
    },
  });
  const keeper = createRecordKeeper({ database, gateway, writer, log });
  const lists = createLists(database, clock);
  const evidence = createEvidenceStore(join(resolve(config.dataFolder), 'evidence'));
  const installation = createInstallationWatch(
    { pool: database.pool, client: gateway.client, taskQueue: TASK_QUEUE, folder: evidence.folder },
    config.tickMs,
    log,
  );
  const limits = createLimits(database, { attempts: config.signInAttempts });
  const seal = createSeal(config.secretKey ?? keyOfFolder(config.dataFolder));
  const staffing = createStaffing(database);
  return {
    config,
    log,
    clock,
    database,
    gateway,
    keeper,
    policies,
    registers,
    turns: createTurns(config.databaseUrl, log),
    sweeper: createSweeper(database, keeper, installation.rests, log),
    sessions: createSessions(database, { times: config.sessions, factorDemanded: config.factorDemanded }),
    accounts: createAccounts({ database, passwords: createPasswords(config), limits, audit, staffing, demo: config.demo }),
    limits,
    seal,
    audit,
    provider: config.oidc ? createProvider(config.oidc, { publicUrl: config.publicUrl!, database, seal }) : null,
    keys: createKeys(database),
    people: createPeople(database),
    staffing,
    county,
    parties: createParties(database),
    lists,
    calendars: createCalendars(database),
    standings: createStandings(database, gateway, known),
    histories: createHistories(database),
    uploads: createUploads(database),
    leads: createLeads(database),
    triage: createTriage(database, lists, clock),
    evidence,
    installation,
    hub: createHub(database, clock, log),
  };
}
