/**
 * What a life of a case is played on: the running stack over HTTP (the tour), or paper (the demo county's past). A life
 * is written once; a scene decides who hears it and what time it is.
 */
import type { CaseFile } from '../../domain/case/state.ts';
import type { CommandName } from '../../domain/case/catalogue.ts';
import type { LegalDate } from '../../domain/terms/model.ts';

export interface Scene {
  /** The case after the last step. */
  readonly file: CaseFile;
  /** The scene's own time: ISO 8601 with +08:00, and its legal date. */
  now(): string;
  today(): LegalDate;
  /** Lets time pass where the scene can; live it does nothing. */
  pass(hours: number): Promise<void>;
  /** One command by one person; a refusal ends the life with its words. */
  step(name: CommandName, by: string, payload: Record<string, unknown>): Promise<void>;
  /** A command that has to be refused with this code: the guard is part of the life. */
  refused(name: CommandName, by: string, payload: Record<string, unknown>, code: string): Promise<void>;
  /** A file for the evidence store; null where the scene keeps none. */
  upload(name: string, bytes: Uint8Array, by: string): Promise<string | null>;
}

/** Who plays which part; user names. */
export interface Cast {
  dispatcher: string;
  unitId: string;
  handler: string;
  second: string;
  reviewer: string;
  townReviewer: string;
  head: string;
  bureauHead: string;
}

/** What happened: everything a life needs to know of its violation. */
export interface Facts {
  title: string;
  townId: string;
  address: string;
  channel: string;
  leadId: string | null;
  receivedAt: string;
  text: string;
  matterCode: string;
  conductOn: LegalDate;
  party: { name: string; kind: 'citizen' | 'individual-business' | 'organisation'; identifier: string | null };
  factors: Record<string, string | number | boolean>;
  fine: number;
  /** Penalties of the clause that are not imposed, and why. */
  leftOut?: readonly { kind: string; reason: string }[];
  emergency?: boolean;
}

/** 青石镇's own people, as the guide names them. */
export const QINGSHI: Cast = {
  dispatcher: 'dispatcher',
  unitId: 'qingshi',
  handler: 'handler1',
  second: 'handler2',
  reviewer: 'bureaureview',
  townReviewer: 'townreview',
  head: 'townhead',
  bureauHead: 'bureauhead',
};

/** A working day's hours, for `pass`. */
export const WORKDAY = 7;

/** Whoever handles a case that went up to the bureau. */
export const bureauOf = (cast: Cast): Cast => ({
  ...cast,
  unitId: 'bureau',
  handler: 'bureauhandler1',
  second: 'bureauhandler2',
  head: 'bureauhead',
});

/** The people of another town, by the seed's own naming. */
export const castOf = (town: string): Cast =>
  town === 'qingshi'
    ? QINGSHI
    : {
        ...QINGSHI,
        unitId: town,
        handler: `${town}-handler1`,
        second: `${town}-handler2`,
        townReviewer: `${town}-review`,
        head: `${town}-head`,
      };
