/**
 * What a command is: written once, here and in its stage's file. The schema gives the TypeScript type, the API route,
 * the OpenAPI entry, the workflow's validator and the form in the browser.
 */
import type { z } from 'zod';
import type { Role } from '../vocabulary.ts';

/** How the form asks for a field; carried in the schema's metadata as `input`. */
export type FieldInput =
  | 'text'
  | 'long-text'
  | 'date'
  | 'instant'
  | 'money'
  | 'person'
  | 'people'
  | 'officers'
  | 'unit'
  | 'matter'
  | 'file'
  | 'evidence'
  | 'evidence-list'
  | 'party'
  | 'case'
  | 'item'
  | 'penalty'
  | 'factors'
  | 'choice'
  | 'choices'
  | 'yes-no'
  | 'list'
  | 'steps';

/** What the API looks up before the command goes to the workflow; ids that do not exist are a 422 of that field. */
export interface LookupRequest {
  people?: string[];
  units?: string[];
  /** Matter by code; `case` takes the case's own matter. The benchmark and the competence come with it. */
  matter?: string | 'case';
  /** Which power the competence is asked for; that to punish where nothing is said. */
  power?: 'penalty' | 'inspection' | 'compulsory';
  /** More matters by their codes, where one act falls under several clauses. */
  matters?: string[];
  /** Uploaded files by SHA-256. */
  files?: string[];
  /** Earlier violations of these party identifiers in the county; `case` takes the case's own parties. */
  history?: string[] | 'case';
  /** Another case policy by its hash. */
  policy?: string;
  /** Other work items, of whatever kind. */
  items?: string[];
  /** Another calendar by its version. */
  calendar?: string;
}

export interface CommandSpec<Schema extends z.ZodType = z.ZodType, Stage extends string = string> {
  label: string;
  /** One plain sentence for the form's head: what it does and when. */
  help: string;
  /** Stages of its kind in which it is possible at all; `unopened` for the commands that open an item. */
  stages: readonly Stage[];
  roles: readonly Role[];
  /** Whether the actor must be one of this item's handlers. */
  byHandler: boolean;
  /** Given by another item's workflow, never by a person; it has no roles. */
  told: boolean;
  /** Whether it goes on while the item is suspended 中止. */
  whileSuspended: boolean;
  schema: Schema;
  basis: readonly string[];
  /** What it stands on where `basis`, which running items recorded, says too much: cited since the fourth rules of a case. */
  cites?: readonly string[];
  lookups: (payload: z.infer<Schema>) => LookupRequest;
}

type Draft<Schema extends z.ZodType, Stage extends string> = Omit<
  CommandSpec<Schema, Stage>,
  'byHandler' | 'told' | 'whileSuspended' | 'basis' | 'lookups'
> &
  Partial<Pick<CommandSpec<Schema, Stage>, 'byHandler' | 'told' | 'whileSuspended' | 'basis' | 'lookups'>>;

/** Fills in what most commands share: anybody of the role, not while suspended, nothing to look up. */
export function command<Schema extends z.ZodType, const Stage extends string>(draft: Draft<Schema, Stage>): CommandSpec<Schema, Stage> {
  return { byHandler: false, told: false, whileSuspended: false, basis: [], lookups: () => ({}), ...draft };
}

/** A schema's metadata as the form reads it. */
export interface FieldMeta {
  title: string;
  input?: FieldInput;
  help?: string;
  labels?: Record<string, string>;
}
