/** How each field of a list stands in a cell of its table. */
import { fieldsOf, type LIST_HEADINGS, type NamedField } from '../../domain/lists/headings.ts';
import type { ListName } from '../../domain/lists/list-names.ts';

/** `json` holds what has no plain form (sources, predecessor clauses); `penalties` is one line a row. */
export type CellKind = 'text' | 'number' | 'boolean' | 'words' | 'json' | 'penalties';

interface Cell {
  kind: CellKind;
  /** The empty cell means null (else: an absent key). */
  nullable?: boolean;
  /** The cell may be empty and the key then absent. */
  optional?: boolean;
}

export type Column = NamedField & Cell;

const text: Cell = { kind: 'text' };
const textIfAny: Cell = { kind: 'text', optional: true };
const textOrNull: Cell = { kind: 'text', nullable: true };
const number: Cell = { kind: 'number' };
const numberOrNull: Cell = { kind: 'number', nullable: true };
const flag: Cell = { kind: 'boolean' };
const flagIfAny: Cell = { kind: 'boolean', optional: true };
const words: Cell = { kind: 'words' };
const wordsOrNull: Cell = { kind: 'words', nullable: true };
const json: Cell = { kind: 'json' };
const jsonIfAny: Cell = { kind: 'json', optional: true };
const penalties: Cell = { kind: 'penalties' };

/** The fields that are not plain text; the others stand as they are. */
const CELLS: { readonly [Name in ListName]: { readonly [Key in keyof (typeof LIST_HEADINGS)[Name]]?: Cell } } = {
  matters: {
    violationClause: json,
    clauseText: textOrNull,
    subjectKinds: words,
    penalties,
    orderToCorrect: flag,
    orderToCorrectFirst: flag,
    correctionDaysTypical: numberOrNull,
    correctionDaysBasis: textOrNull,
    firstViolationExemptible: flag,
    firstViolation: json,
    'simplifiedProcedureEligible.citizen': flagIfAny,
    'simplifiedProcedureEligible.organisation': flagIfAny,
    'warningAvailable.citizen': flagIfAny,
    'warningAvailable.organisation': flagIfAny,
    major: flag,
    enforcement: jsonIfAny,
    seizure: jsonIfAny,
    delegatedTo: words,
    delegationBasis: json,
    suitTerm: jsonIfAny,
    reviewFirst: textIfAny,
    effectiveFrom: textOrNull,
    predecessor: json,
    notes: textOrNull,
    source: json,
    verified: flag,
    amountSource: json,
  },
  benchmarks: { stages: words, tiers: json, source: json, verified: flag, note: textOrNull },
  duties: { keywords: words, assistingDepartments: words, source: json, verified: flag },
  'patrol-items': {
    'frequency.times': number,
    departments: words,
    relatedMatters: words,
    source: json,
    verified: flag,
    contentFromVerifiedClause: flag,
  },
  delegation: {
    towns: wordsOrNull,
    powers: words,
    mode: textIfAny,
    clause: jsonIfAny,
    effectiveUntil: textOrNull,
    decision: json,
    note: textOrNull,
  },
};

export const columnsOf = (list: ListName): Column[] => {
  const cells: Readonly<Record<string, Cell>> = CELLS[list];
  return fieldsOf(list).map((field) => ({ ...field, ...(cells[field.key] ?? text) }));
};
