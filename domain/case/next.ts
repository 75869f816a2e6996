/** What a person may do now with a case, what the rest would need, and which step comes next by nature. */
import { catalogue, commandNames, type CommandName, specOf } from './catalogue.ts';
import type { Refusal } from '../result.ts';
import { mainline } from './mainline.ts';
import { possible } from './execute.ts';
import type { CaseFile } from './state.ts';
import type { ReadyContext } from './types.ts';

/** One command in `GET /cases/{id}/next`. */
export interface NextCommand {
  name: CommandName;
  label: string;
  help: string;
  allowed: boolean;
  /** The natural next step. */
  primary: boolean;
  /** The natural next step where it is not this person's: what the case waits for. */
  awaited: boolean;
  refusal: { code: string; message: string; needs: string[]; basis?: string[] } | null;
}

/** Roles and standing come first: what is not this person's to do is told last. */
const NOT_YOURS = new Set(['role-required', 'not-your-case', 'wrong-stage', 'recused']);
/** Refused for who asks, not for how the case stands: the step is somebody else's. */
const SOMEBODY_ELSES = new Set(
  ['role-required', 'not-your-case', 'not-your-unit', 'head-required', 'handled-by-self', 'recused'],
);

const place = (command: NextCommand): number => {
  if (command.primary) return 0;
  if (command.allowed) return 1;
  return command.refusal && NOT_YOURS.has(command.refusal.code) ? 3 : 2;
};

const shown = ({ code, message, needs, basis }: Refusal): NextCommand['refusal'] =>
  ({ code, message, needs, ...(basis ? { basis } : {}) });

/**
 * Every command for a case that is open: the natural next step first, then what is possible, then what could be made
 * possible, then what is not this person's or this stage's. Guards that hang on a form's content are not asked.
 */
export function nextCommands(file: CaseFile, context: Omit<ReadyContext, 'caseId'>): NextCommand[] {
  const full: ReadyContext = { ...context, caseId: file.caseId };
  const refusals = new Map<CommandName, Refusal | null>();
  for (const name of commandNames) {
    if (!specOf(name).stages.includes('unopened')) refusals.set(name, possible(file, name, full));
  }
  const steps = mainline(file, full);
  const primary = steps.find((name) => refusals.get(name) === null);
  // The first step in the natural course that only wants another person.
  const awaited = primary ? undefined : steps.find((name) => SOMEBODY_ELSES.has(refusals.get(name)?.code ?? ''));
  return [...refusals]
    .map(([name, refusal]): NextCommand => ({
      name,
      label: catalogue[name].label,
      help: catalogue[name].help,
      allowed: refusal === null,
      primary: name === primary,
      awaited: name === awaited,
      refusal: refusal && shown(refusal),
    }))
    .sort((a, b) => place(a) - place(b));
}
