import { readText } from '../dispatch/text.ts';

/**
 * Places as people give them: a road with a door number, an estate with a building, a shop, a village with a group.
 */

export interface Place {
  town?: string;
  /** Cleaned address without the town's name. */
  whole: string;
  road?: string;
  number?: number;
  /** Name of the estate, building, shop, village …, without directions and building numbers. */
  name: string;
  /** Building (幢, 栋, 号楼) or village group (组). */
  block?: number;
  /** A bare village or road covers many doors: agreeing on it alone proves little. */
  broad: boolean;
  /** Roads that meet there, when two or more are named. */
  crossing: string[];
}

const DIGITS: Record<string, string> = { 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9', 两: '2' };
const COUNTED = '(?=[组期幢栋号楼层座区弄])';
const ROAD = /^(.{0,8}?[^与和]{1,6}?(?:大道|路|街|巷|弄|公路|线))(?:(\d{1,5})(?:-\d+)?(?:号|弄))?/;
const BLOCK = /(\d{1,4})(?:幢|栋|号楼|座|组|号院)/;
const ROADS = /[^与和及、至到]{1,4}?(?:大道|路|街|巷|弄)/g;
const VAGUE =
  /(?:楼下|楼上|门口|路口|拐角|转角|拐弯处|交叉口|交汇处|交口|门前|对面|旁边|旁|附近|边上|周边|内|里|上|下|前|后|后面|前面|尾|头|中段|东侧|西侧|南侧|北侧|东头|西头|东边|西边|南边|北边|一带|路段|处|口|工地|小区)+$/;
/** People rarely give the county; where they do it says nothing that the town does not. */
const COUNTY = /^(?:[^省市县区镇乡村路街道巷弄号幢栋\d]{2,3}县(?![委城])|县)/;
const VILLAGE = /^.{1,6}(?:自然村|村|社区|功能区|工业区|工业园|园区|集镇|镇|老街|新区)$/;

export function readPlace(town: string | undefined, address: string | undefined): Place {
  let whole = chineseNumbers(readText(address ?? '').clean.replace(/[，。、,.\s]/g, ''));
  whole = whole.replace(COUNTY, '');
  if (town && whole.startsWith(town) && whole.length > town.length) whole = whole.slice(town.length);
  const road = ROAD.exec(whole);
  const number = road?.[2] === undefined ? undefined : Number(road[2]);
  const block = BLOCK.exec(whole)?.[1];
  const name = bareName(whole);
  return {
    ...(town ? { town } : {}),
    whole,
    ...(road?.[1] ? { road: road[1] } : {}),
    ...(number === undefined ? {} : { number }),
    name,
    ...(block === undefined ? {} : { block: Number(block) }),
    crossing: crossingOf(whole),
    broad: number === undefined && block === undefined && (VILLAGE.test(name) || (road?.[1] ?? '') === name),
  };
}

function crossingOf(whole: string): string[] {
  const roads = [...new Set(whole.match(ROADS) ?? [])].sort();
  return roads.length >= 2 && !/\d号/.test(whole) ? roads.slice(0, 3) : [];
}

/** Without building, floor, room and direction: 金桂花园7幢楼下 is 金桂花园, 人民公园南门对面 is 人民公园南门. */
function bareName(whole: string): string {
  let name = whole.replace(/\d{1,4}(?:幢|栋|号楼|座|单元|层|楼|室|组|号院|号摊|号).*$/, '').replace(/\d{3,4}$/, '');
  for (let shorter = name.replace(VAGUE, ''); shorter.length >= 2 && shorter !== name; shorter = name.replace(VAGUE, '')) name = shorter;
  return name;
}

function chineseNumbers(text: string): string {
  return text
    .replace(
      new RegExp(`([二三四五六七八九]?)十([一二三四五六七八九]?)${COUNTED}`, 'g'),
      (_, tens: string, ones: string) => `${tens === '' ? 1 : (DIGITS[tens] ?? '')}${ones === '' ? 0 : (DIGITS[ones] ?? '')}`,
    )
    .replace(new RegExp(`[一二三四五六七八九两]${COUNTED}`, 'g'), (digit) => DIGITS[digit] ?? digit);
}

export interface PlaceLikeness {
  /** 0 elsewhere … 1 the same door; 0.45 when nothing is known. */
  score: number;
  why: string;
}

const UNKNOWN = 0.45;
const ELSEWHERE = 0.05;

/** Symmetric. Towns that differ settle it; so do door numbers far apart and buildings that differ. */
export function comparePlaces(a: Place, b: Place): PlaceLikeness {
  if (a.town !== undefined && b.town !== undefined && a.town !== b.town) {
    const [one, other] = [a.town, b.town].sort();
    return { score: 0, why: `镇街不同（${one}、${other}）` };
  }
  if (a.whole === '' || b.whole === '') return { score: UNKNOWN, why: '地址不详' };
  if (a.whole === b.whole) return { score: a.broad ? 0.75 : 1, why: `地址相同（${a.whole}）` };
  if (a.road !== undefined && a.road === b.road && a.number !== undefined && b.number !== undefined) {
    return doors(a.road, a.number, b.number);
  }
  if (a.number !== undefined && b.number !== undefined && a.road !== b.road) return { score: ELSEWHERE, why: '道路不同' };
  const meeting = a.crossing.filter((road) => b.crossing.includes(road));
  if (meeting.length >= 2) return { score: 0.9, why: `同一路口（${meeting.join('、')}）` };
  return names(a, b);
}

function doors(road: string, one: number, other: number): PlaceLikeness {
  const apart = Math.abs(one - other);
  const [low, high] = one < other ? [one, other] : [other, one];
  const score = apart === 0 ? 1 : apart <= 6 ? 0.9 : apart <= 12 ? 0.7 : apart <= 30 ? 0.35 : ELSEWHERE;
  const why = apart === 0 ? `同一门牌（${road}${low}号）` : `${road}${low}号与${high}号，相距 ${apart} 号`;
  return { score, why };
}

function names(a: Place, b: Place): PlaceLikeness {
  const shared = longestCommon(a.name, b.name);
  const shorter = Math.min(a.name.length, b.name.length);
  const part = shorter === 0 ? 0 : shared.length / shorter;
  if (shared.length < 2 || part < 0.6) return { score: shared.length >= 3 ? 0.3 : ELSEWHERE, why: '地点不同' };
  if (a.block !== undefined && b.block !== undefined && a.block !== b.block) {
    const [low, high] = a.block < b.block ? [a.block, b.block] : [b.block, a.block];
    return { score: 0.2, why: `同在${shared}，但${low}与${high}不是同一幢（组）` };
  }
  const sameBlock = a.block !== undefined && a.block === b.block;
  const score = sameBlock ? 1 : a.broad && b.broad ? 0.6 : part >= 0.95 ? (a.broad || b.broad ? 0.7 : 0.9) : 0.75;
  return { score, why: sameBlock ? `同一幢（组）（${shared}${a.block}）` : `地点相近（${shared}）` };
}

export function longestCommon(a: string, b: string): string {
  let best = '';
  const previous = new Array<number>(b.length + 1).fill(0);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = previous[j] ?? 0;
      previous[j] = a[i - 1] === b[j - 1] ? diagonal + 1 : 0;
      diagonal = above;
      if ((previous[j] ?? 0) > best.length) best = a.slice(i - (previous[j] ?? 0), i);
    }
  }
  return best;
}
