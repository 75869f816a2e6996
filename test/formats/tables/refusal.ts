import { expect } from 'vitest';
import { Problem } from '../../../api/http/problem.ts';

/** The fault that the reading ends with; one that ends otherwise fails the test. */
export async function refusal(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Problem);
  return error as Problem;
}
