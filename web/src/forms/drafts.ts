/**
 * What was typed and not yet sent, kept in this tab: a form closed by mistake, a session that ended or an API that is away
 * loses nothing. Gone with the tab, and when the person signs out.
 */
import type { Values } from './form-values.ts';

const PREFIX = 'caselight-draft:';

export const draftKey = (personId: string, caseId: string, command: string): string => `${PREFIX}${personId}:${caseId}:${command}`;

export function readDraft(key: string): Values | null {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as Values);
  } catch {
    return null;
  }
}

export function keepDraft(key: string, values: Values): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(values));
  } catch {
    // A full or forbidden storage only costs the convenience.
  }
}

export function dropDraft(key: string): void {
  sessionStorage.removeItem(key);
}
