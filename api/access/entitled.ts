import type { Person } from '../../domain/people.ts';
import type { CommandSpec } from '../../domain/work/command.ts';
import { entitled } from '../../domain/work/execute.ts';
import { refused } from '../http/problem.ts';

/** 403 before anything else is told: this role never does this. */
export function requireEntitled(person: Person, spec: CommandSpec): void {
  const refusal = entitled(spec, person);
  if (refusal) throw refused(refusal);
}
