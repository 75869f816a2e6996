/** What was seen of the rules in one test, or in one row of a table of tests. */
export interface Note {
  file: string;
  /** Where its `it` stands. */
  at: { line: number; column: number };
  /** Keys of the places that refused. */
  fired: string[];
  /** Keys of those whose code was looked at. */
  read: string[];
  /** Functions that were asked and refused nothing. */
  passed: string[];
}
