/** A life played over HTTP on a running stack; every step is printed with its light and its time. */
import { randomUUID } from 'node:crypto';
import type { CaseFile } from '../../domain/case/state.ts';
import { catalogue, type CommandName } from '../../domain/case/catalogue.ts';
import { type Light, LIGHT_LABELS, type Stage, STAGE_LABELS } from '../../domain/vocabulary.ts';
import { caseLight, type TermView } from '../../domain/terms/view.ts';
import type { CaseAnswer, ExplainedTerm } from '../../contract/cases.ts';
import { enterPaper } from '../lives/enter-paper.ts';
import type { PaperStep } from '../lives/paper-scene.ts';
import type { Scene } from '../lives/scene.ts';
import { Client } from './client.ts';

/** A light is what its term's own instants say at the answer's time, and the case's is the worst of its open terms'. */
function checkLight(name: CommandName, { now, light, term, terms }: CaseAnswer): void {
  for (const one of terms.filter(({ open }) => open)) {
    const due = one.pausedBy.length > 0 ? 'grey' : lightAt(Date.parse(now), one);
    if (one.light !== due) throw new Error(`${name}: ${one.label} shows ${one.light}, its instants say ${due}`);
  }
  const named = terms.find((one) => one.open && one.key === term?.key && one.deadline === term.deadline);
  if (term && named?.light !== light) throw new Error(`${name}: the case shows ${light}, ${term.label} ${named?.light ?? 'nothing'}`);
  const worst = caseLight(terms).light;
  if (light !== worst) throw new Error(`${name}: the case shows ${light}, the worst of its open terms is ${worst}`);
}

function lightAt(now: number, { redAt, yellowAt, window }: TermView): Light {
  if (redAt !== null && now >= Date.parse(redAt) && !window) return 'red';
  return yellowAt !== null && now >= Date.parse(yellowAt) && !window ? 'yellow' : 'green';
}

const CAUGHT_UP_WITHIN_MS = 60_000;

interface CommandAnswer {
  caseId: string;
  version: number;
}

export interface StepTime {
  name: string;
  milliseconds: number;
}

/** A step as it left the case. */
export interface Passed {
  name: CommandName;
  stage: Stage;
  light: Light;
  /** Keys of its open terms that are past their deadline. */
  late: string[];
}

export class LiveScene implements Scene {
  readonly times: StepTime[] = [];
  readonly passed: Passed[] = [];
  private readonly base: string;
  private readonly print: (line: string) => void;
  private readonly people = new Map<string, Promise<Client>>();
  private current: CaseAnswer | null = null;

  constructor(base: string, print: (line: string) => void) {
    this.base = base;
    this.print = print;
  }

  get file(): CaseFile {
    if (!this.current) throw new Error('the case is not opened yet');
    return this.current.case;
  }

  /** The case has yet to do what is due. */
  private get behind(): boolean {
    const wakeUp = this.current?.nextWakeUp;
    return wakeUp !== null && wakeUp !== undefined && Date.parse(wakeUp.at) <= Date.now();
  }

  person(username: string): Promise<Client> {
    let client = this.people.get(username);
    if (!client) {
      client = Client.signedIn(this.base, username);
      this.people.set(username, client);
    }
    return client;
  }

  now = (): string => `${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

  today = (): string => this.now().slice(0, 10);

  pass = (): Promise<void> => Promise.resolve();

  /** Goes on with a case that exists (accepted from a lead). */
  async enter(caseId: string, by: string): Promise<void> {
    this.current = await (await this.person(by)).ask<CaseAnswer>('GET', `/cases/${caseId}`);
  }

  /** Enters a running paper case and goes on with it live. `unitId`: in charge of it after these steps. */
  async enterPaper(by: string, reference: string, steps: readonly PaperStep[], unitId: string): Promise<void> {
    const life = { reference, reason: '巡览：由纸质案卷补录', unitId, steps };
    const caseId = await enterPaper(by, life, (username) => this.person(username));
    await this.enter(caseId, by);
    // What fell due in the past is caught up with of itself; only then has the case come to rest.
    for (const until = Date.now() + CAUGHT_UP_WITHIN_MS; this.behind && Date.now() < until; await this.enter(caseId, by)) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    this.print(`  补录纸质案卷 ${steps.length} 步，到“${steps.at(-1)?.name ?? ''}”为止　${STAGE_LABELS[this.file.stage]}`);
  }

  async step(name: CommandName, by: string, payload: Record<string, unknown>): Promise<void> {
    const client = await this.person(by);
    const path = name === 'OpenCase' ? '/cases' : `/cases/${this.file.caseId}/commands/${name}`;
    const headers = { 'Idempotency-Key': randomUUID(), ...(this.current ? { 'If-Match': `"${this.current.version}"` } : {}) };
    const began = performance.now();
    const receipt = await client.ask<CommandAnswer>('POST', path, payload, headers);
    const milliseconds = performance.now() - began;
    this.times.push({ name, milliseconds });
    // A receipt that cannot be read back at once is not yet the answer people wait for.
    this.current = await client.ask<CaseAnswer>('GET', `/cases/${receipt.caseId}`);
    if (this.current.version < receipt.version)
      throw new Error(`${name}: answered version ${receipt.version}, readable is ${this.current.version}`);
    const { light, term } = this.current;
    const late = this.current.terms.filter((one) => one.open && one.light === 'red').map(({ key }) => key);
    this.passed.push({ name, stage: this.file.stage, light, late });
    checkLight(name, this.current);
    this.print(
      `  ${catalogue[name].label.padEnd(9, '　')} ${by.padEnd(14)} → ${STAGE_LABELS[this.file.stage]}　${LIGHT_LABELS[light]}` +
        `${term ? `（${term.label}${term.deadline ? `至 ${term.deadline.slice(0, 16).replace('T', ' ')}` : '中止'}）` : ''}　${milliseconds.toFixed(0)} ms`,
    );
  }

  async refused(name: CommandName, by: string, payload: Record<string, unknown>, code: string): Promise<void> {
    const client = await this.person(by);
    const answer = await client.send<{ code?: string; detail?: string; needs?: string[] }>(
      'POST',
      `/cases/${this.file.caseId}/commands/${name}`,
      payload,
    );
    if (answer.status < 400 || answer.status >= 500 || answer.body.code !== code) {
      throw new Error(
        `${name} by ${by} should be refused as ${code}, but: ${answer.status} ${answer.body.code ?? ''} ${answer.body.detail ?? ''}`,
      );
    }
    this.print(`  ${catalogue[name].label.padEnd(9, '　')} ${by.padEnd(14)} × ${answer.status} ${answer.body.detail ?? ''}`);
  }

  /** How the case's last term of that key was counted, line by line, as the page tells it. */
  async tell(key: string): Promise<void> {
    const { items } = await (await this.person('auditor')).ask<{ items: ExplainedTerm[] }>('GET', `/cases/${this.file.caseId}/terms`);
    const [term] = items.filter((one) => one.key === key).sort((a, b) => Date.parse(b.armedAt) - Date.parse(a.armedAt));
    if (!term) throw new Error(`the case has no term ${key}`);
    this.print(`  “${term.label}”怎么算：`);
    for (const { text, basis } of term.lines) this.print(`    ${text}${basis ? `　${basis}` : ''}`);
  }

  async upload(name: string, bytes: Uint8Array, by: string): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([Uint8Array.from(bytes)], { type: 'image/png' }), name);
    const stored = await (await this.person(by)).ask<{ hash: string }>('POST', `/cases/${this.file.caseId}/files`, form);
    return stored.hash;
  }
}
