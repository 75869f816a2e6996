/** 共同违法: each party answers for itself, in a case of its own (docs/adr/0025). */
import { refuse, type Refusal } from '../../result.ts';
import type { CaseFile } from '../state.ts';
import type { ReadyContext } from '../types.ts';

// 行政处罚法 5, 40, 44, 45, 59: one fine for several would tell nobody what is held against him, nor let him answer it.
export function punishedApart(file: CaseFile, { rules }: Pick<ReadyContext, 'rules'>): Refusal | null {
  const others = file.parties.slice(1).map(({ name }) => name);
  return rules < 3 || others.length === 0
    ? null
    : refuse(
        'several-parties',
        `本案有${file.parties.length}名当事人，应当分别告知、分别听取意见、分别决定，不能一并处罚`,
        [
          `为${others.join('、')}另建案件，用“关联案件”登记为“同时办理”`,
          `在本案“查明当事人”中只保留${file.parties[0]?.name ?? '一名当事人'}`,
        ],
        ['《行政处罚法》第五条第二款', '《行政处罚法》第四十四条', '《行政处罚法》第五十九条'],
      );
}
