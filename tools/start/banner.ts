import type { Stack } from '../stack/stack.ts';

/** Demo people by what they do; every password is the same, and exists in demo mode only. */
const demoPeople: readonly (readonly [string, string])[] = [
  ['dispatcher', '指挥调度员'],
  ['handler1、handler2、handler3、handler4', '镇街办案人员（持证）'],
  ['assistant', '镇街协办人员'],
  ['townreview、townhead', '镇街审核员、负责人'],
  ['bureauhandler1、bureauhandler2', '执法局办案人员'],
  ['bureaureview、bureauhead', '执法局法制审核员、负责人'],
  ['supervisor', '督办员'],
  ['auditor', '执法监督（审计）'],
  ['listadmin、sysadmin', '清单管理员、系统管理员'],
];
const demoPassword = 'caselight-demo';

/** What is printed once everything answers. `faults`: why it can only be read; none where all is well. */
export function banner(stack: Stack, demo: boolean, seconds: number, faults: readonly string[] = []): string {
  const state = faults.length === 0 ? '已就绪' : '已启动，但只能查阅，不能办理';
  const lines = [
    '',
    `案灯 Caselight ${state}（用时 ${seconds.toFixed(1)} 秒）`,
    ...faults.map((fault) => `  ${fault}`),
    '',
    `  网页      ${stack.apiUrl}/`,
  ];
  lines.push(`  接口文档  ${stack.apiUrl}/api/v1/docs`);
  if (stack.temporalUiUrl) lines.push(`  Temporal  ${stack.temporalUiUrl}/namespaces/${stack.namespace}/workflows`);
  lines.push(`  数据目录  ${stack.dataDir}`);
  if (demo) {
    lines.push('', `演示账号（密码均为 ${demoPassword}）：`);
    for (const [names, label] of demoPeople) lines.push(`  ${label}:${names}`);
  }
  lines.push('', '按 Ctrl-C 停止。', '');
  return lines.join('\n');
}
