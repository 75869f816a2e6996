/** A case's record in a reader's words. */
import type { Names } from '../work/names.ts';
import type { RecordedEvent } from '../work/record.ts';
import * as work from '../work/record-words.ts';
import type { Row } from '../work/summary.ts';
import { catalogue } from './catalogue.ts';
import { caseEvents } from './events.ts';
import { seizedWords } from './seizure/held.ts';
import type { CaseFile } from './state.ts';

/** What the event says, row by row. */
export const eventRows = (event: Pick<RecordedEvent, 'type' | 'data'>, names: Names): Row[] =>
  work.eventRows({ commands: catalogue, events: caseEvents }, event, names);

/** The case's own things by their ids. */
export function thingsOf(file: CaseFile): [id: string, name: string][] {
  return [
    ...file.preservations.map(({ id, items }): [string, string] => [id, `先行登记保存的${items.map(({ name }) => name).join('、')}`]),
    ...file.seizures.map((one): [string, string] => [one.id, seizedWords(one)]),
    ...(file.coercion?.substitutions ?? []).map(({ id, object }): [string, string] => [id, `代履行：${object}`]),
    ...file.substitutionCosts.map(({ costId, documentNumber }): [string, string] => [costId, `代履行费用：${documentNumber}`]),
    ...file.corrections.map(({ id, requirement }): [string, string] => [id, requirement]),
    ...file.appraisals.map(({ id, body, subject }): [string, string] => [id, `${body}：${subject}`]),
    ...file.procuratorOpinions.map(({ id, number }): [string, string] => [id, number]),
    ...(file.review?.returns ?? []).flatMap(({ opinions }) => opinions.map(({ id, text }): [string, string] => [id, text])),
  ];
}

/** Names for the ids that a case's record speaks of. */
export const namesIn = (
  file: CaseFile,
  events: readonly Pick<RecordedEvent, 'actor' | 'data'>[],
  known: Iterable<readonly [string, string]> = [],
): Names => work.namesIn(file, events, known, thingsOf(file));
