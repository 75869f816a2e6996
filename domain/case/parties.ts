/** Parties as they come into a case: numbers checked and written as they are kept, birth dates agreeing with them. */
import { checkIdentity } from '../parties/identity.ts';
import { ageOn } from '../parties/citizen-id.ts';
import { refuse, type Refusal } from '../result.ts';
import type { LegalDate } from '../terms/model.ts';
import type { CaseParty } from './state.ts';

const named = (party: CaseParty, refusal: Refusal): Refusal => ({ ...refusal, message: `当事人${party.name}：${refusal.message}` });

function checkedParty(party: CaseParty, today: LegalDate): { ok: true; party: CaseParty } | Refusal {
  if (party.birthDate !== null && party.birthDate > today) {
    return named(party, refuse('in-the-future', '出生日期不能晚于今天', ['更正出生日期']));
  }
  if (party.identifier === null) return { ok: true, party };
  const identity = checkIdentity(party.kind, party.identifier);
  if (!identity.ok) return named(party, identity);
  if (identity.birthDate !== null && party.birthDate !== null && identity.birthDate !== party.birthDate) {
    return named(
      party,
      refuse('birth-date-mismatch', `出生日期${party.birthDate}与公民身份号码中的${identity.birthDate}不符`, ['核对身份证件后更正']),
    );
  }
  return { ok: true, party: { ...party, identifier: identity.number, birthDate: party.birthDate ?? identity.birthDate } };
}

/** Checks every party of a payload; the first that does not hold is refused by name; a number twice is refused. */
export function checkedParties(parties: readonly CaseParty[], today: LegalDate): { ok: true; parties: CaseParty[] } | Refusal {
  const checked: CaseParty[] = [];
  for (const given of parties) {
    const one = checkedParty(given, today);
    if (!one.ok) return one;
    const twin = checked.find(({ identifier }) => identifier !== null && identifier === one.party.identifier);
    if (twin) return refuse('party-twice', `当事人${given.name}与${twin.name}的证件号码相同`, ['同一当事人只填写一次']);
    checked.push(one.party);
  }
  return { ok: true, parties: checked };
}

/** Age in full years on that day, as far as it is known (行政处罚法 30). */
export const ageOfParty = (party: CaseParty, on: LegalDate): number | null =>
  party.kind === 'citizen' && party.birthDate !== null ? ageOn(party.birthDate, on) : null;
