/** Cross checks over duty and patrol items: departments and matters that exist, groups that hold together. */
import type { Duty } from './duties.ts';
import type { PatrolItem } from './patrol-items.ts';
import { checkEach } from './row-check.ts';
import type { RowFinding } from './row-check.ts';

/** Unknown departments, a department that leads and assists at once, keywords twice or shared by rival departments. */
export function checkDuties(rows: readonly Duty[], departments: readonly string[]): RowFinding[] {
  const known = new Set(departments);
  const owners = new Map<string, Duty>();
  return checkEach(
    rows,
    (row) => row.code,
    'code',
    (duty, report) => {
      if (!known.has(duty.leadDepartment)) report.error('leadDepartment', 'unknown-department', `没有“${duty.leadDepartment}”这个部门`);
      duty.assistingDepartments.forEach((department, index) => {
        const field = `assistingDepartments.${index}`;
        if (!known.has(department)) report.error(field, 'unknown-department', `没有“${department}”这个部门`);
        if (department === duty.leadDepartment) report.error(field, 'lead-assists', `“${department}”已是牵头部门`);
        if (duty.assistingDepartments.indexOf(department) !== index) report.error(field, 'department-twice', `“${department}”重复`);
      });
      duty.keywords.forEach((keyword, index) => {
        const field = `keywords.${index}`;
        if (duty.keywords.indexOf(keyword) !== index) report.error(field, 'keyword-twice', `关键词“${keyword}”重复`);
        const owner = owners.get(keyword);
        if (!owner) owners.set(keyword, duty);
        else if (owner.code !== duty.code && owner.leadDepartment !== duty.leadDepartment) {
          report.warn(
            field,
            'keyword-contested',
            `关键词“${keyword}”也在${owner.code}（${owner.leadDepartment}牵头），分派时两个部门会并列`,
          );
        }
      });
    },
  );
}

/** Unknown departments and matters, merge groups whose name or object differs within one id. */
export function checkPatrolItems(
  rows: readonly PatrolItem[],
  departments: readonly string[],
  matterCodes: readonly string[],
): RowFinding[] {
  const known = new Set(departments);
  const matters = new Set(matterCodes);
  const groups = new Map<string, PatrolItem>();
  return checkEach(
    rows,
    (row) => row.code,
    'code',
    (item, report) => {
      item.departments.forEach((department, index) => {
        if (!known.has(department)) report.error(`departments.${index}`, 'unknown-department', `没有“${department}”这个部门`);
        if (item.departments.indexOf(department) !== index) report.error(`departments.${index}`, 'department-twice', `“${department}”重复`);
      });
      item.relatedMatters.forEach((code, index) => {
        if (!matters.has(code)) report.error(`relatedMatters.${index}`, 'unknown-matter', `执法事项清单中没有“${code}”`);
      });
      (item.source.matters ?? []).forEach(({ code }, index) => {
        if (!item.relatedMatters.includes(code))
          report.warn(`source.matters.${index}`, 'source-not-related', `依据所列“${code}”不在关联事项内`);
      });
      const first = groups.get(item.mergeGroupId);
      if (!first) groups.set(item.mergeGroupId, item);
      else {
        if (first.mergeGroup !== item.mergeGroup)
          report.error('mergeGroup', 'group-name-differs', `合并组“${item.mergeGroupId}”有两个名称`);
        if (first.object !== item.object) report.error('object', 'group-object-differs', `合并组“${item.mergeGroupId}”有两个检查对象`);
      }
    },
  );
}
