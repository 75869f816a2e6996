/** How amounts and names are written everywhere. */

const grouped = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });

/** `1,500元`. */
export const yuan = (amount: number): string => `${grouped.format(amount)}元`;

export const names = (people: readonly { name: string }[], none = '—'): string =>
  people.length === 0 ? none : people.map((person) => person.name).join('、');

export const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
