import { expect, it } from 'vitest';
import { penaltiesFromCell, penaltiesToCell } from '../../api/lists/penalty-cell.ts';
import { matters } from '../domain/lists/catalogue.ts';

it('a matter’s penalties, with how the clause gives them, come back from the cell as they went', () => {
  for (const { penalties } of matters) expect(penaltiesFromCell(penaltiesToCell(penalties))).toEqual({ rows: penalties, errors: [] });
  expect(penaltiesFromCell('罚款 | 单位 | 直接处罚 | 1 | 2 | yuan | 处罚（或许） |').errors[0]).toContain('（应当）');
});
