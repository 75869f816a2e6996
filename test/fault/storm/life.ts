/** A life played in a storm: every step is repeated under its key until it is told yes, and read back before the next. */
import { createHash } from 'node:crypto';
import type { CaseFile } from '../../../domain/case/state.ts';
import type { CommandName } from '../../../domain/case/catalogue.ts';
import type { Scene } from '../../../tools/lives/scene.ts';
import { either, pause } from './county.ts';
import type { Dice } from './dice.ts';
import type { Hand } from './hand.ts';
import { marked } from './mark.ts';
import type { Storm } from './players.ts';
import { type Eye, readPage } from './reading.ts';
import { nowInShanghai } from './scene-facts.ts';
import { upload } from './uploads.ts';
import { caseAt } from './place.ts';

/** The storm was too long, or is over before the life is: what is still open is asked again when all is calm. */
export class LifeCutShort extends Error {}

const READABLE_WITHIN_MS = 45_000;

export class StormScene implements Scene {
  private readonly storm: Storm;
  private readonly hand: Hand;
  private readonly eye: Eye;
  private readonly chance: Dice;
  private current: CaseFile | null = null;

  constructor(storm: Storm, hand: Hand, eye: Eye, chance: Dice) {
    this.storm = storm;
    this.hand = hand;
    this.eye = eye;
    this.chance = chance;
  }

  get file(): CaseFile {
    if (!this.current) throw new Error('the case is not opened yet');
    return this.current;
  }

  get caseId(): string | null {
    return this.current?.caseId ?? null;
  }

  /** Goes on with a case that somebody else has opened. */
  async enter(caseId: string, version: number): Promise<void> {
    this.storm.docket.add(caseId);
    await this.readBack(caseId, version);
  }

  now = nowInShanghai;

  today = (): string => this.now().slice(0, 10);

  /** A moment instead of hours: a life should be in the middle of something when the fault comes. */
  async pass(): Promise<void> {
    await pause(this.chance.between(50, 350));
  }

  async step(name: CommandName, by: string, payload: Record<string, unknown>): Promise<void> {
    if (!this.storm.on()) throw new LifeCutShort();
    const ifMatch = this.current && this.chance.chance(0.5) ? this.current.version : undefined;
    const told = await this.hand.order({
      by,
      caseId: this.caseId,
      do: name,
      path: this.pathOf(name),
      expect: 'yes',
      payload: (mark) => marked(payload, mark),
      ...(ifMatch === undefined ? {} : { ifMatch }),
    });
    // What the clock does by itself may come between; then the step is taken again by one who has seen it.
    if (told.kind === 'refused' && told.code === 'stale-version' && ifMatch !== undefined && this.current) {
      await this.readBack(this.current.caseId, ifMatch + 1);
      return this.step(name, by, payload);
    }
    if (told.kind === 'open') throw new LifeCutShort();
    if (told.kind === 'refused') throw new Error(`${name} by ${by}: ${told.status} ${told.code} ${told.detail}`);
    this.storm.docket.add(told.caseId);
    await this.readBack(told.caseId, told.version);
  }

  async refused(name: CommandName, by: string, payload: Record<string, unknown>, code: string): Promise<void> {
    if (!this.storm.on()) throw new LifeCutShort();
    const told = await this.hand.order({
      by,
      caseId: this.caseId,
      do: name,
      path: this.pathOf(name),
      expect: 'no',
      payload: (mark) => marked(payload, mark),
    });
    if (told.kind === 'ok') throw new Error(`${name} by ${by} should be refused as ${code}`);
    if (told.kind === 'refused' && told.code !== code) throw new Error(`${name} by ${by} should be refused as ${code}, was ${told.code}`);
  }

  async upload(name: string, bytes: Uint8Array, by: string): Promise<string> {
    const { caseId } = this.file;
    const until = Date.now() + READABLE_WITHIN_MS;
    for (;;) {
      if (await upload(this.storm, this.eye.name, { api: either(this.chance), by, caseId, name, bytes, type: 'image/png' })) {
        return createHash('sha256').update(bytes).digest('hex');
      }
      if (!this.storm.on() || Date.now() > until) throw new LifeCutShort();
      await pause(400);
    }
  }

  private pathOf(name: CommandName): string {
    return name === 'OpenCase' ? '/cases' : `/cases/${this.file.caseId}/commands/${name}`;
  }

  /** The page once it shows at least this version. */
  private async readBack(caseId: string, version: number): Promise<void> {
    const until = Date.now() + READABLE_WITHIN_MS;
    for (;;) {
      const page = await readPage(this.eye, either(this.chance), caseAt(caseId));
      if (page && page.version >= version) {
        this.current = page.file as CaseFile;
        return;
      }
      if (Date.now() > until) {
        if (!page) throw new LifeCutShort();
        throw new Error(`version ${version} was acknowledged and is not shown: ${page.version}`);
      }
      await pause(200);
    }
  }
}
