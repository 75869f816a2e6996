/** Articles as the comments above the rules name them (`行政处罚法 58(1)(二), 63-65`) in the law's own way of writing. */

import { chineseNumber } from '../../domain/statute/citation.ts';

const LAWS: Record<string, string> = {
  行政处罚法: '行政处罚法',
  公务员法: '公务员法',
  行政强制法: '行政强制法',
  行政复议法: '行政复议法',
  行政诉讼法: '行政诉讼法',
  民事诉讼法: '民事诉讼法',
  城乡规划法: '城乡规划法',
  移送规定: '行政执法机关移送涉嫌犯罪案件的规定',
  市场监督管理行政处罚程序规定: '市场监督管理行政处罚程序规定',
  浙江省综合行政执法条例: '浙江省综合行政执法条例',
  全国人大: '',
};

const article = (number: string): string => `第${chineseNumber(Number(number))}条`;

/** `58(1)(二)` → 第五十八条第一款第二项; `63-65` → 第六十三条至第六十五条. */
function oneArticle(text: string): string {
  const range = /^(\d+)\s*[-–]\s*(\d+)/.exec(text);
  if (range) return `${article(range[1] ?? '')}至${article(range[2] ?? '')}`;
  const [, number = '', paragraph, item] = /^(\d+)(?:\((\d)\))?(?:\(([一二三四五六七八九十]+)\))?/.exec(text) ?? [];
  return `${article(number)}${paragraph ? `第${chineseNumber(Number(paragraph))}款` : ''}${item ? `第${item}项` : ''}`;
}

const NUMBER = String.raw`\d{1,3}(?:\s*[-–]\s*\d{1,3}|(?:\(\d\))?(?:\([一二三四五六七八九十]+\))?)`;
const MENTION = new RegExp(`(${Object.keys(LAWS).join('|')})\\s*(?:Art\\.\\s*)?(${NUMBER}(?:\\s*(?:,|and|or)\\s*(?:${NUMBER}))*)`, 'g');

/** Every article that a comment names, each once: `《行政处罚法》第五十八条第一款`. */
export function articlesIn(comment: string): string[] {
  const found: string[] = [];
  for (const [, law = '', numbers = ''] of comment.replaceAll(/\s*\n\s*(?:\/\/|\*)?\s*/g, ' ').matchAll(MENTION)) {
    for (const number of numbers.split(/\s*(?:,|and|or)\s*/)) found.push(`《${LAWS[law] ?? law}》${oneArticle(number)}`);
  }
  return [...new Set(found)];
}
