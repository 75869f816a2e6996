/** Which day a case turns yellow, which day red, if nobody acts. */
import { addDays, endOfDay, legalDateOf, parseInstant } from './instant.ts';
import type { TermPolicy, Instant, IsoInstant, LedgerEntry, LegalDate } from './model.ts';
import { caseLight, deriveTerms, type TermView } from './view.ts';

export interface Turn {
  light: 'yellow' | 'red';
  at: IsoInstant;
  /** The Shanghai day it happens on. */
  on: LegalDate;
  term: string;
  key: string;
  label: string;
  provisional: boolean;
}

export interface Forecast {
  /** Every turn of an open, running term after `now` and by the horizon's last second, earliest first. */
  turns: Turn[];
  /** When the case's own light turns; null when it is that bad already or does not within the horizon. */
  yellow: Turn | null;
  red: Turn | null;
}

function turnOf(view: TermView, light: Turn['light'], at: IsoInstant): Turn {
  const { term, key, label, provisional } = view;
  return { light, at, on: legalDateOf(parseInstant(at)), term, key, label, provisional };
}

/** One case's turns from `now` to the end of the day `days` days later (Asia/Shanghai). Paused terms turn no colour. */
export function forecast(
  policy: Pick<TermPolicy, 'terms' | 'calendar'>,
  ledger: readonly LedgerEntry[],
  now: Instant,
  days: number,
): Forecast {
  const horizon = endOfDay(addDays(legalDateOf(now), days));
  const views = deriveTerms(policy, ledger, now).filter(({ status }) => status === 'running');
  const turns = views
    .flatMap((view) => [
      ...(view.yellowAt !== null && view.yellowAt !== view.redAt ? [turnOf(view, 'yellow', view.yellowAt)] : []),
      ...(view.redAt === null ? [] : [turnOf(view, 'red', view.redAt)]),
    ])
    .filter(({ at }) => parseInstant(at) > now && parseInstant(at) <= horizon)
    .sort((a, b) => parseInstant(a.at) - parseInstant(b.at) || (a.term < b.term ? -1 : 1));
  const { light } = caseLight(views);
  const red = light === 'red' ? null : (turns.find((turn) => turn.light === 'red') ?? null);
  const calm = light === 'green' || light === 'grey';
  const firstYellow = calm ? (turns.find((turn) => turn.light === 'yellow') ?? null) : null;
  const yellow = firstYellow && red && parseInstant(firstYellow.at) >= parseInstant(red.at) ? null : firstYellow;
  return { turns, yellow, red };
}
