/** What I may do now, and what the others need. */
import { admissible } from '../../domain/case/execute.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { commandNames, specOf } from '../../domain/commands/catalogue.ts';
import type { Person } from '../../domain/people.ts';
import type { NextCommand } from '../../domain/views.ts';

export function nextCommands(file: CaseFile, context: { actor: Person }): NextCommand[] {
  return commandNames.filter((name) => name !== 'OpenCase').map((name) => {
    const refusal = admissible(file, name, context.actor);
    const { label, help } = specOf(name);
    return {
      name, label, help, allowed: refusal === null, primary: false,
      refusal: refusal && { code: refusal.code, message: refusal.message, needs: refusal.needs },
    };
  });
}
