/** Days of a holiday as a notice announces them. */
import { dateOfDay, dayOf } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';

interface NamedDay {
  date: LegalDate;
  name: string;
}

export function range(name: string, from: LegalDate, to: LegalDate): NamedDay[] {
  const days: NamedDay[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day++) days.push({ date: dateOfDay(day), name });
  return days;
}

export const on = (name: string, ...dates: LegalDate[]): NamedDay[] => dates.map((date) => ({ date, name }));
