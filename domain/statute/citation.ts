/**
 * Articles as a sentence names them: 《行政处罚法》第五十八条第一款第二项, 第四十四条、第四十五条, 第六十三条至第六十五条. Pure: the words
 * of the articles are elsewhere (articles/texts.ts).
 */
export interface Citation {
  /** As between 《》. */
  law: string;
  article: number;
  /** 款 and 项, from 1; null where the whole article is named. */
  paragraph: number | null;
  item: number | null;
  /** Where it stands in the sentence, in characters; the first of several after one title includes the title. */
  from: number;
  to: number;
}

/** The words of one article: its paragraphs, each with its items on lines of their own. */
export type ArticleText = readonly string[];

export interface LawText {
  law: string;
  /** When it was passed, amended and came into force. */
  edition: string;
  articles: Readonly<Record<string, ArticleText>>;
}

const DIGITS = '零一二三四五六七八九';
const NUMERAL = '[一二三四五六七八九十百零]+';
const PLACE = new RegExp(`第(${NUMERAL})条(?:第(${NUMERAL})款)?(?:第(${NUMERAL})项)?`, 'y');
const TITLE = /《([^《》]+(?:《[^《》]+》[^《》]*)?)》/g;
/** What may stand between two articles of one law; a remark in brackets belongs to the article before it. */
const BETWEEN = /(?:前段|后段|前半句|后半句|第[一二]句)?(?:（[^（）]*）)?(至|和|、|，|或者|及)/y;
const NEXT_ITEM = new RegExp(`第(${NUMERAL})(款|项)`, 'y');

/** 一百零五 → 105. Nothing but Chinese numerals below a thousand is asked. */
export function numberOf(numeral: string): number {
  let [sum, last] = [0, 0];
  for (const sign of numeral) {
    if (sign === '百') [sum, last] = [sum + last * 100, 0];
    else if (sign === '十') [sum, last] = [sum + (last || 1) * 10, 0];
    else last = DIGITS.indexOf(sign);
  }
  return sum + last;
}

const WORDS = ['', ...DIGITS.slice(1)];

/** 1 to 199 in Chinese numerals: 45 → 四十五, 105 → 一百零五. */
export function chineseNumber(n: number): string {
  const hundreds = Math.floor(n / 100);
  const tens = Math.floor((n % 100) / 10);
  const ones = WORDS[n % 10] ?? '';
  if (hundreds === 0) return tens === 0 ? ones : `${tens === 1 ? '' : WORDS[tens]}十${ones}`;
  const rest = tens === 0 ? (ones === '' ? '' : `零${ones}`) : `${WORDS[tens]}十${ones}`;
  return `${WORDS[hundreds]}百${rest}`;
}

const at = (pattern: RegExp, text: string, index: number): RegExpExecArray | null => {
  pattern.lastIndex = index;
  return pattern.exec(text);
};

/** Every article named in a sentence, in its order. A range names its first and its last. */
export function citationsIn(text: string): Citation[] {
  const found: Citation[] = [];
  for (const title of text.matchAll(TITLE)) {
    let [from, index] = [title.index, title.index + title[0].length];
    for (;;) {
      const place = at(PLACE, text, index);
      const last = found.at(-1);
      if (place) {
        const [whole, article = '', paragraph, item] = place;
        found.push({
          law: title[1] ?? '',
          article: numberOf(article),
          paragraph: paragraph === undefined ? null : numberOf(paragraph),
          item: item === undefined ? null : numberOf(item),
          from,
          to: index + whole.length,
        });
        index += whole.length;
      } else {
        // 第五十一条第一款、第二款: another place in the article just named.
        const next = from > title.index && last ? at(NEXT_ITEM, text, index) : null;
        if (!next || !last) break;
        const number = numberOf(next[1] ?? '');
        const placed = next[2] === '款' ? { paragraph: number, item: null } : { paragraph: last.paragraph, item: number };
        found.push({ ...last, ...placed, from, to: index + next[0].length });
        index += next[0].length;
      }
      const between = at(BETWEEN, text, index);
      if (!between) break;
      index += between[0].length;
      from = index;
    }
  }
  return found;
}

/** The place named, in the words of the law; null where the text has no such place. */
export function quoted({ article, paragraph, item }: Omit<Citation, 'from' | 'to' | 'law'>, text: LawText): string | null {
  const paragraphs = text.articles[article];
  if (!paragraphs) return null;
  if (paragraph === null && item === null) return paragraphs.join('\n');
  const one = paragraphs[(paragraph ?? 1) - 1];
  if (one === undefined || item === null) return one ?? null;
  const [head = '', ...items] = one.split('\n');
  const named = items[item - 1];
  return named === undefined ? null : `${head}\n${named}`;
}
