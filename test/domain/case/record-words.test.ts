/** What the record tab shows of every event there is: words for people, never the record's own keys and ids. */
import { describe, expect, it } from 'vitest';
import { caseEvents, type EventType, eventTypes, eventLabel } from '../../../domain/case/events.ts';
import { eventRows, namesIn } from '../../../domain/case/record-words.ts';
import { entryWords } from '../../../domain/terms/entry-words.ts';
import { everyRecord } from './every-record.ts';

const records = everyRecord();
const CHINESE = /[\u4e00-\u9fff]/;

/** What the lives write themselves: matters, list versions, files and the parties' numbers. */
const OWN_WORDS =
  /[A-Z]{2}-\d{4}(-town)?(-compulsory)?|delegation@\d+|云执卷2026-[0-9a-f]{6}|纸质-[0-9a-f]{8}|[0-9a-f]{6}\.jpg|现场照片\.png|\d{17}[\dX]|[0-9A-Z]{18}/g;

function leaks(text: string, ids: ReadonlySet<string>): string[] {
  const rest = text.replace(OWN_WORDS, '');
  return [
    ...(/[A-Za-z]{2,}/.exec(rest) ?? []),
    ...(/\d{4}-\d{2}-\d{2}T/.exec(text) ?? []),
    ...(/\[object|undefined|null|NaN/.exec(text) ?? []),
    ...[...ids].filter((id) => /^[A-Za-z]/.test(id) && text.includes(id)),
  ];
}

describe('the record in words', () => {
  const seen = new Set<EventType>();
  const untitled: string[] = [];
  const leaked: string[] = [];
  const silent = new Set<string>(eventTypes);

  for (const { name, events, file, policy } of records) {
    const labels = new Map(policy.terms.map(({ key, label }) => [key, label]));
    const names = namesIn(file, events, labels);
    const ids = new Set(names.keys());
    for (const event of events) {
      seen.add(event.type);
      for (const { title, text } of eventRows(event, names)) {
        silent.delete(event.type);
        if (!CHINESE.test(title) || /[A-Za-z]/.test(title)) untitled.push(`${event.type}: ${title}`);
        for (const leak of leaks(text, ids)) leaked.push(`${name}: ${event.type} ${title}：${text} (${leak})`);
      }
      for (const entry of event.terms) {
        const text = entryWords(entry, labels, eventLabel);
        for (const leak of leaks(text, ids)) leaked.push(`${name}: ${event.type} ${text} (${leak})`);
      }
    }
  }

  it('is looked at for every event there is', () => {
    expect(eventTypes.filter((type) => !seen.has(type))).toEqual([]);
  });

  it('has a title in Chinese for every row', () => {
    expect(untitled).toEqual([]);
  });

  it('shows no key, no id and no instant as the record writes it', () => {
    expect([...new Set(leaked)].slice(0, 20)).toEqual([]);
  });

  it('says something of every event', () => {
    expect([...silent]).toEqual([]);
  });

  it('tells events apart by their labels', () => {
    const labels = eventTypes.map((type) => caseEvents[type].label);
    expect(labels.filter((label) => !CHINESE.test(label) || /[A-Za-z]/.test(label))).toEqual([]);
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
  });
});
