/**
 * The words of the laws that the product's own rules stand on: public law text, whole where many articles are cited. The
 * clauses of single matters stand in the matter list, not here.
 */
import type { LawText } from '../citation.ts';
import archives from './archives.json' with { type: 'json' };
import civilProcedure from './civil-procedure.json' with { type: 'json' };
import civilServants from './civil-servants.json' with { type: 'json' };
import compulsion from './compulsion.json' with { type: 'json' };
import criminalProcedure from './criminal-procedure.json' with { type: 'json' };
import foodSafetyRegulation from './food-safety-regulation.json' with { type: 'json' };
import foodSafety from './food-safety.json' with { type: 'json' };
import holidays from './holidays.json' with { type: 'json' };
import information from './information.json' with { type: 'json' };
import land from './land.json' with { type: 'json' };
import litigationInterpretation from './litigation-interpretation.json' with { type: 'json' };
import litigation from './litigation.json' with { type: 'json' };
import market from './market.json' with { type: 'json' };
import noise from './noise.json' with { type: 'json' };
import penalty from './penalty.json' with { type: 'json' };
import planning from './planning.json' with { type: 'json' };
import referral from './referral.json' with { type: 'json' };
import reviewRegulation from './review-regulation.json' with { type: 'json' };
import review from './review.json' with { type: 'json' };
import solidWaste from './solid-waste.json' with { type: 'json' };
import zhejiangBuildings from './zhejiang-buildings.json' with { type: 'json' };
import zhejiangEnforcement from './zhejiang-enforcement.json' with { type: 'json' };

const LAWS: readonly LawText[] = [
  penalty,
  compulsion,
  review,
  reviewRegulation,
  litigation,
  litigationInterpretation,
  civilProcedure,
  referral,
  planning,
  land,
  solidWaste,
  criminalProcedure,
  civilServants,
  information,
  archives,
  foodSafety,
  foodSafetyRegulation,
  holidays,
  market,
  zhejiangEnforcement,
  zhejiangBuildings,
  noise,
];

const byTitle = new Map(LAWS.map((text) => [text.law, text]));
const COUNTRY = '中华人民共和国';

/** In the order in which a lawyer reads them. */
export const lawTexts: readonly LawText[] = LAWS;

/** By its title as it is cited; null where its words are not kept here. */
export const lawText = (title: string): LawText | null =>
  byTitle.get(title.startsWith(COUNTRY) ? title.slice(COUNTRY.length) : title) ?? null;
