/**
 * One client at work. A command bears one key through all its attempts, at either API, until it is told yes or no; all
 * of it goes into the history. What is still open when its patience ends is asked again once the storm is over.
 */
import type { Receipt } from '../../../workflows/messages.ts';
import { type ApiName, type County, either, pause, type Reply } from './county.ts';
import { type Dice, dice } from './dice.ts';
import type { History, Invoke } from './history.ts';
import { markOf } from './mark.ts';

export interface Order {
  by: string;
  /** Null: it opens a case. */
  caseId: string | null;
  do: string;
  path: string;
  /** Told the mark to put into its words; null where it has no words. */
  payload: (mark: string) => { body: unknown; marked: boolean };
  expect: Invoke['expect'];
  ifMatch?: number;
  /** Without a key it is sent once. `repeatable`: it may be repeated all the same. */
  keyed?: boolean;
  repeatable?: boolean;
}

export type Told =
  | { kind: 'ok'; caseId: string; version: number; readable: boolean }
  | { kind: 'refused'; status: number; code: string; detail: string }
  | { kind: 'open' };

/** Commands nobody has answered yet. */
export interface Unsettled {
  op: string;
  caseId: string | null;
  settle(patienceMs: number): Promise<Told>;
}

interface Underway extends Order {
  op: string;
  key: string | null;
  body: unknown;
  marked: boolean;
  attempts: number;
  chance: Dice;
}

const PATIENCE_MS = 40_000;
const NO_EVENTS: Receipt['events'] = [];

export class Hand {
  readonly name: string;
  private readonly seed: number;
  private readonly county: County;
  private readonly history: History;
  private readonly unsettled: Unsettled[];
  private count = 0;

  constructor(name: string, seed: number, county: County, history: History, unsettled: Unsettled[]) {
    this.name = name;
    this.seed = seed;
    this.county = county;
    this.history = history;
    this.unsettled = unsettled;
  }

  /** `patient` says when to give up early. */
  async order(order: Order, patient: () => boolean = () => true): Promise<Told> {
    this.count += 1;
    const op = `${this.name}-${this.count}`;
    const { body, marked } = order.payload(markOf(op));
    const chance = dice(this.seed, op);
    const key = order.keyed === false ? null : `storm-${this.seed}-${op}`;
    const underway: Underway = { ...order, op, key, body, marked, attempts: 0, chance };
    const told = await this.pursue(underway, PATIENCE_MS, patient);
    if (told.kind === 'open' && (key !== null || order.repeatable)) {
      this.unsettled.push({ op, caseId: order.caseId, settle: (patienceMs) => this.pursue(underway, patienceMs, () => true) });
    }
    // Somebody presses the button again although it was answered.
    if (told.kind === 'ok' && key !== null && chance.chance(0.08)) await this.attempt(underway);
    return told;
  }

  private async pursue(underway: Underway, patienceMs: number, patient: () => boolean): Promise<Told> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const told = await this.attempt(underway);
      if (told.kind !== 'open') return told;
      if ((underway.key === null && !underway.repeatable) || Date.now() > until || !patient()) return told;
      await pause(underway.chance.between(100, 600));
    }
  }

  private async attempt(underway: Underway): Promise<Told> {
    const { op, by, caseId, path, body, key, marked, expect, ifMatch, chance } = underway;
    underway.attempts += 1;
    const attempt = underway.attempts;
    const api: ApiName = either(chance);
    this.history.write({
      t: 'invoke',
      op,
      attempt,
      client: this.name,
      case: caseId,
      do: underway.do,
      key,
      api,
      marked,
      expect,
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });
    const reply = await this.county.send(by, api, 'POST', path, body, {
      ...(key === null ? {} : { 'Idempotency-Key': key }),
      ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }),
    });
    return this.told(op, attempt, reply);
  }

  private told(op: string, attempt: number, { status, body, code, headers }: Reply): Told {
    const answer = body as Partial<Receipt> & { id?: string; detail?: string; readable?: boolean };
    if (status === 200 || status === 201) {
      const { caseId = answer.id ?? '', version = 0, events = NO_EVENTS, readable = false } = answer;
      this.history.write({ t: 'ok', op, attempt, case: caseId, version, events, readable });
      return { kind: 'ok', caseId, version, readable };
    }
    if (status !== null && status < 500 && status !== 429) {
      const detail = answer.detail ?? '';
      this.history.write({ t: 'refused', op, attempt, status, code, detail });
      return { kind: 'refused', status, code, detail };
    }
    const unpromised = status === 503 && !/^\d+$/.test(headers.get('Retry-After') ?? '');
    this.history.write({ t: 'unknown', op, attempt, status, code, ...(unpromised ? { unpromised } : {}) });
    return { kind: 'open' };
  }
}
