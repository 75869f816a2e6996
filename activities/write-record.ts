import { ApplicationFailure } from '@temporalio/activity';
import { type Projected, RecordObjection, type RecordWriter, type Sealed } from '../record/writer.ts';

/**
 * Writes down what no caller of the workflow does: its own actions, what a register has to number, what was left undone.
 * The record's objection fails the activity under its code; it is tried again, for a person may put it right.
 */
export async function writeRecord(writer: RecordWriter, sealed: Sealed): Promise<Projected> {
  try {
    return await writer.write(sealed);
  } catch (error) {
    if (!(error instanceof RecordObjection)) throw error;
    throw ApplicationFailure.create({ type: error.code, message: error.message, nonRetryable: false });
  }
}
