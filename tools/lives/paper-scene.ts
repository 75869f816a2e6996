/** A life on paper: decided by the same rules at past instants, and handed in afterwards as the steps it took. */
import { createHash } from 'node:crypto';
import type { CommandContext, Lookups } from '../../domain/case/context.ts';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { execute } from '../../domain/case/machine.ts';
import type { CaseHead as Head } from '../../domain/case/types.ts';
import { unopenedHead } from '../../domain/work/execute.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { type CommandName, specOf } from '../../domain/case/catalogue.ts';
import type { Benchmark } from '../../domain/lists/benchmarks.ts';
import type { Matter } from '../../domain/lists/matters.ts';
import type { Person, UnitRef } from '../../domain/people.ts';
import { addWorkingTime } from '../../domain/terms/calendar.ts';
import { HOUR, legalDateOf, MINUTE, parseInstant, toShanghaiIso } from '../../domain/terms/instant.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Scene } from './scene.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The registers a paper life looks things up in. */
export interface Registers {
  people: Map<string, Person>;
  units: Map<string, UnitRef>;
  matters: Map<string, Matter>;
  benchmarks: Map<string, Benchmark>;
  policy: CasePolicy;
}

/** One past step as `POST /cases/import` takes it. */
export interface PaperStep {
  name: CommandName;
  at: string;
  by: string;
  payload: Record<string, unknown>;
}

/** Thrown when the life has gone as far as it was asked to. */
export class Enough extends Error {}

export class PaperScene implements Scene {
  readonly steps: PaperStep[] = [];
  private head: Head;
  private clock: Instant;
  private readonly caseId: string;
  private readonly registers: Registers;
  private readonly until: { stop: (file: CaseFile) => boolean; before: Instant };

  /** `until.stop` ends the life after the step that satisfies it; no step is taken at or after `until.before`. */
  constructor(caseId: string, start: string, registers: Registers, until: { stop: (file: CaseFile) => boolean; before: Instant }) {
    this.caseId = caseId;
    this.clock = parseInstant(start);
    this.registers = registers;
    this.until = until;
    this.head = unopenedHead(caseId, sha256);
  }

  get file(): CaseFile {
    if (this.head.state.stage === 'unopened') throw new Error('the paper case is not opened yet');
    return this.head.state;
  }

  now = (): string => toShanghaiIso(this.clock);

  today = (): string => legalDateOf(this.clock);

  /** Working hours: offices do not act at night. */
  pass(hours: number): Promise<void> {
    this.clock = addWorkingTime(this.registers.policy.calendar, this.clock, hours * HOUR);
    return Promise.resolve();
  }

  step(name: CommandName, by: string, payload: Record<string, unknown>): Promise<void> {
    this.clock += 5 * MINUTE;
    if (this.clock >= this.until.before) throw new Enough();
    const outcome = this.decide(name, by, payload);
    if (!outcome.ok) throw new Error(`${name} by ${by} at ${this.now()}: ${outcome.code} ${outcome.message} (${outcome.needs.join('；')})`);
    this.head = outcome.head;
    this.steps.push({ name, at: this.now(), by, payload });
    if (this.until.stop(this.file)) throw new Enough();
    return Promise.resolve();
  }

  /** Paper keeps no refusals. */
  refused(): Promise<void> {
    return Promise.resolve();
  }

  upload(): Promise<null> {
    return Promise.resolve(null);
  }

  private decide(name: CommandName, by: string, payload: Record<string, unknown>) {
    const actor = this.registers.people.get(by);
    if (!actor) throw new Error(`nobody is called ${by}`);
    const spec = specOf(name);
    const parsed = spec.schema.parse(payload);
    const context: CommandContext = {
      id: this.caseId,
      now: this.clock,
      actor,
      policy: this.registers.policy,
      lookups: this.lookUp(spec.lookups(parsed)),
      rules: CURRENT_RULES,
      paper: { reference: 'paper', reason: 'paper', enteredAt: this.now(), enteredBy: by },
    };
    return execute(this.head, name, parsed, context, sha256);
  }

  private lookUp(request: ReturnType<ReturnType<typeof specOf>['lookups']>): Lookups {
    const { people, units, matters, benchmarks } = this.registers;
    const code =
      request.matter === 'case' ? (this.head.state.stage === 'unopened' ? undefined : this.head.state.matter?.code) : request.matter;
    const row = code === undefined ? undefined : matters.get(code);
    return {
      people: Object.fromEntries(
        (request.people ?? []).flatMap((id) => {
          const found = people.get(id);
          return found ? [[id, found]] : [];
        }),
      ),
      units: Object.fromEntries(
        (request.units ?? []).flatMap((id) => {
          const found = units.get(id);
          return found ? [[id, found]] : [];
        }),
      ),
      matter: row
        ? {
            row,
            benchmark: benchmarks.get(row.code) ?? null,
            versions: { matters: 'paper', benchmarks: 'paper', delegation: 'paper' },
            // Whether the power was in force is the register's to say when the paper case is entered.
            competence: { ok: true, why: '' },
          }
        : null,
      files: {},
      history: [],
    };
  }
}
