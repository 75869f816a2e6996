/** What a person may do now with a work item, what the rest would need, and which step comes next by nature. */
import type { Refusal } from '../result.ts';
import type { ReadyOf, WorkContext } from './context.ts';
import { possible } from './execute.ts';
import type { WorkFile } from './file.ts';
import type { Kind } from './kind.ts';
import type { RecordedEvent } from './record.ts';

/** One command in `GET /<kinds>/{id}/next`. */
export interface NextCommand<Name extends string = string> {
  name: Name;
  label: string;
  help: string;
  allowed: boolean;
  /** The natural next step. */
  primary: boolean;
  /** The natural next step where it is not this person's: what the item waits for. */
  awaited: boolean;
  refusal: { code: string; message: string; needs: string[]; basis?: string[] } | null;
}

/** Roles and standing come first: what is not this person's to do is told last. */
const NOT_YOURS = new Set(['role-required', 'not-your-case', 'wrong-stage', 'recused']);
/** Refused for who asks, not for how the item stands: the step is somebody else's. */
const SOMEBODY_ELSES = new Set(['role-required', 'not-your-case', 'not-your-unit', 'head-required', 'handled-by-self', 'recused']);

const place = (command: NextCommand): number => {
  if (command.primary) return 0;
  if (command.allowed) return 1;
  return command.refusal && NOT_YOURS.has(command.refusal.code) ? 3 : 2;
};

const shown = ({ code, message, needs, basis }: Refusal): NextCommand['refusal'] => ({ code, message, needs, ...(basis ? { basis } : {}) });

/**
 * Every command for an item that is open: the natural next step first, then what is possible, then what could be made
 * possible, then what is not this person's or this stage's. Guards that hang on a form's content are not asked. What only
 * other items' workflows give is no command for a person.
 */
export function nextCommands<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  file: File,
  context: ReadyOf<Context>,
): NextCommand[] {
  const refusals = new Map<string, Refusal | null>();
  for (const [name, spec] of Object.entries(kind.commands)) {
    if (!spec.told && !spec.stages.includes('unopened')) refusals.set(name, possible(kind, file, name, context));
  }
  const steps = kind.mainline(file, context);
  const primary = steps.find((name) => refusals.get(name) === null);
  // The first step in the natural course that only wants another person.
  const awaited = primary ? undefined : steps.find((name) => SOMEBODY_ELSES.has(refusals.get(name)?.code ?? ''));
  return [...refusals]
    .map(([name, refusal]): NextCommand => ({
      name,
      label: kind.commands[name]?.label ?? name,
      help: kind.commands[name]?.help ?? '',
      allowed: refusal === null,
      primary: name === primary,
      awaited: name === awaited,
      refusal: refusal && shown(refusal),
    }))
    .sort((a, b) => place(a) - place(b));
}

/**
 * The natural next step where this person may take it: what `nextCommands` calls primary, without asking about all the
 * others.
 */
export function nextStep<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  file: File,
  context: ReadyOf<Context>,
): { name: string; label: string } | null {
  for (const name of kind.mainline(file, context)) {
    const spec = kind.commands[name];
    if (spec && !spec.told && !spec.stages.includes('unopened') && possible(kind, file, name, context) === null)
      return { name, label: spec.label };
  }
  return null;
}
