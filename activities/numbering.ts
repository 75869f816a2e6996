/** How the county writes its case numbers: 云溪综执立〔2026〕第00001号. */
export interface Numbering {
  format: (year: number, n: number) => string;
  /** Year and number of a text in this form; null for any other text, such as another office's number. */
  parse: (number: string) => { year: number; n: number } | null;
}

/** `prefix`: what stands before the year, such as 云溪综执立. Numbers have at least five digits. */
export function caseNumbering(prefix: string): Numbering {
  return {
    format: (year, n) => `${prefix}〔${year}〕第${String(n).padStart(5, '0')}号`,
    parse: (number) => {
      if (!number.startsWith(prefix)) return null;
      const match = /^〔(\d{4})〕第0*([1-9]\d{0,8})号$/.exec(number.slice(prefix.length));
      return match ? { year: Number(match[1]), n: Number(match[2]) } : null;
    },
  };
}
