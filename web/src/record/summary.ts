/** An event in a reader's words: the command's own titles and choices, people by name, times on the office's clock. */
import type { CaseFile, Conduct, Derivation, ProposedPenalty } from '../../../domain/case/state.ts';
import type { EventType } from '../../../domain/case/events.ts';
import type { RecordedEvent } from '../../../domain/work/record.ts';
import { catalogue } from '../../../domain/case/catalogue.ts';
import { factorNeed, type FactorValue, valueText } from '../../../domain/discretion/factors.ts';
import { type PenaltyUnit, rangeLabel } from '../../../domain/lists/matters.ts';
import { EVIDENCE_KIND_LABELS, SUBJECT_KIND_LABELS } from '../../../domain/vocabulary.ts';
import { type FieldSchema, formFields } from '../forms/field-schema.ts';
import { localTime } from '../lights/remaining.ts';
import { yuan } from '../parts/words.ts';
import { EVENT_SOURCES } from './event-sources.ts';
import { KEY_WORDS, TITLES, UNTOLD } from './titles.ts';

export interface Row {
  title: string;
  text: string;
}

type Thing = Record<string, unknown>;

/** Names of the case's own things and of everybody who has acted in it, by their ids. */
export function idWords(file: CaseFile, events: readonly RecordedEvent[] = []): Map<string, string> {
  const words = new Map<string, string>(events.map(({ actor }) => [actor.id, actor.name]));
  for (const { id, title } of file.evidence) words.set(id, title);
  for (const { id, items } of file.preservations) words.set(id, `先行登记保存的${items.map(({ name }) => name).join('、')}`);
  for (const { opinions } of file.review?.returns ?? []) for (const { id, text } of opinions) words.set(id, text);
  for (const { id, name } of file.handlers) words.set(id, name);
  return words;
}

const fieldsOf = new Map<string, FieldSchema[]>();

function fieldsFor(type: string): FieldSchema[] {
  const source = EVENT_SOURCES[type as EventType];
  if (!source) return [];
  let fields = fieldsOf.get(source);
  if (!fields) fieldsOf.set(source, fields = formFields(catalogue[source].schema));
  return fields;
}

/** What the event says, row by row. */
export function summaryOf(event: RecordedEvent, ids: ReadonlyMap<string, string>): Row[] {
  return rowsOf(event.data as Thing, fieldsFor(event.type), ids);
}

function rowsOf(data: Thing, fields: readonly FieldSchema[], ids: ReadonlyMap<string, string>): Row[] {
  const told = Object.entries(data).filter(([key]) => !UNTOLD.has(key)).map(([key, value]) => {
    const place = fields.findIndex(({ name }) => name === key || name === `${key}Ids` || name === `${key.replace(/s$/, '')}Ids`);
    return { key, value, field: fields[place], place: place < 0 ? fields.length : place };
  });
  // A stored event has lost the order it was written in: what the form asked for comes first, as the form asked.
  return told.sort((a, b) => a.place - b.place).flatMap(({ key, value, field }): Row[] => {
    const text = wordsOf(key, value, field, ids);
    return text === null ? [] : [{ title: field?.title ?? TITLES[key] ?? key, text }];
  });
}

/** Null: nothing to tell. */
function wordsOf(key: string, value: unknown, field: FieldSchema | undefined, ids: ReadonlyMap<string, string>): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return field?.input === 'money' || key === 'amount' || key === 'fine' ? yuan(value) : String(value);
  if (typeof value === 'string') return textWords(key, value, field, ids);
  if (Array.isArray(value)) return listWords(key, value, field, ids);
  return thingWords(value as Thing, field, ids);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

function textWords(key: string, value: string, field: FieldSchema | undefined, ids: ReadonlyMap<string, string>): string {
  if (INSTANT.test(value)) return localTime(value);
  const known = ids.get(value) ?? field?.labels[value] ?? KEY_WORDS[key]?.[value];
  return known ?? value;
}

function listWords(key: string, values: unknown[], field: FieldSchema | undefined, ids: ReadonlyMap<string, string>): string | null {
  const inner = field?.input === 'groups' ? { ...field, input: 'group' as const } : field;
  const words = values.map((value) => wordsOf(key, value, inner, ids)).filter((text): text is string => text !== null);
  // Ids that nothing here gives a name to say nothing to a reader.
  const told = words.filter((text) => !/^[0-9a-f-]{30,}$/.test(text));
  if (told.length === 0) return values.length === 0 ? null : `${values.length}项`;
  const long = told.some((text) => text.length > 16);
  return told.length > 1 && long ? told.map((text, index) => `${index + 1}. ${text}`).join('\n') : told.join('、');
}

const has = (thing: Thing, ...keys: string[]): boolean => keys.every((key) => key in thing);

function thingWords(thing: Thing, field: FieldSchema | undefined, ids: ReadonlyMap<string, string>): string | null {
  if (has(thing, 'name', 'unit')) return String(thing.name);
  if (has(thing, 'code', 'name')) return `${String(thing.code)} ${String(thing.name)}`;
  if (has(thing, 'id', 'name', 'kind') && Object.keys(thing).length <= 4) return String(thing.name);
  if (has(thing, 'name', 'identifier')) return partyWords(thing);
  if (has(thing, 'place', 'continuing')) return conductWords(thing as unknown as Conduct);
  if (has(thing, 'fine', 'confiscation')) return moneyWords(thing as { fine: number; confiscation: number });
  if (has(thing, 'money', 'factors')) return proposalWords(thing as unknown as ProposedPenalty);
  if (has(thing, 'tier', 'law', 'lines')) return derivationWords(thing as unknown as Derivation);
  if (has(thing, 'kind', 'title', 'collectedAt')) {
    return `${EVIDENCE_KIND_LABELS[thing.kind as keyof typeof EVIDENCE_KIND_LABELS]}：${String(thing.title)}`;
  }
  // Differences and rungs bring their own sentence.
  if (typeof thing.text === 'string' && (has(thing, 'before', 'after') || has(thing, 'rule'))) return thing.text;
  const fields = field?.fields ?? [];
  const rows = rowsOf(thing, fields, ids);
  const only = rows[0];
  if (only && rows.length === 1) return only.text;
  return rows.length === 0 ? null : rows.map(({ title, text }) => `${title}：${text}`).join('；');
}

function partyWords(thing: Thing): string {
  const kind = SUBJECT_KIND_LABELS[thing.kind as keyof typeof SUBJECT_KIND_LABELS];
  return [`${String(thing.name)}（${kind}）`, thing.identifier, thing.phone, thing.address].filter(Boolean).join('，');
}

function conductWords({ on, endedOn, continuing, place }: Conduct): string {
  const period = endedOn ? `${on}至${endedOn}` : on;
  return `${period}，${place}${continuing ? '，连续或者继续状态' : ''}`;
}

function moneyWords({ fine, confiscation }: { fine: number; confiscation: number }): string | null {
  const parts = [fine > 0 ? `罚款${yuan(fine)}` : '', confiscation > 0 ? `没收${yuan(confiscation)}` : ''].filter(Boolean);
  return parts.join('，') || null;
}

function derivationWords({ law, tier, min, max, unit }: Derivation): string {
  const range = min === null || max === null ? '' : `，${rangeLabel(min, max, unit as PenaltyUnit)}`;
  return `${tier}${range}（${law}）`;
}

function proposalWords({ kind, money, others, derivation, deviation, factors }: ProposedPenalty): string {
  const given = Object.entries(factors as Record<string, FactorValue>)
    .map(([key, value]) => `${factorNeed(key).label}：${valueText(key, value)}`).join('，');
  return [
    KEY_WORDS.kind?.[kind] ?? kind, moneyWords(money), others.join('、'),
    derivation ? `裁量：${derivationWords(derivation)}` : '', given, deviation ? `偏离基准：${deviation.reason}` : '',
  ].filter(Boolean).join('；');
}
