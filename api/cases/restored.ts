import type { z } from 'zod';
import type { CaseFile } from '../../domain/case/state.ts';
import { unmasked } from '../../domain/parties/masked.ts';
import { titleAt } from '../http/parse.ts';
import { invalid } from '../http/problem.ts';

/** A form's fields with what it was shown masked put back from the file; the 422 for a mask that would be kept. */
export function restored(schema: z.ZodType, payload: unknown, file: Pick<CaseFile, 'parties'> | null, prefix = ''): unknown {
  const { value, faults } = unmasked(payload, file?.parties ?? [], file);
  if (faults.length === 0) return value;
  throw invalid(faults.map(({ path, message }) => ({ path: prefix + path.join('.'), title: titleAt(schema, path), message })));
}
