/** What can go wrong with an item's workflow that no light shows, in the words of the supervisor's board. */

export const ALARM_KINDS = [
  'task-failing',
  'contradiction',
  'record-longer',
  'workflow-missing',
  'not-written',
  'undone',
  'stuck',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

export const ALARM_LABELS: Record<AlarmKind, string> = {
  'task-failing': '流程反复失败',
  contradiction: '记录与引擎相矛盾',
  'record-longer': '记录比引擎长',
  'workflow-missing': '流程已结束或者丢失',
  'not-written': '记录没有写全',
  undone: '流程要做的事做不成',
  stuck: '到时没有动作',
};

/** What an operator does about it (docs/operations.md). */
export const ALARM_TODOS: Record<AlarmKind, string> = {
  'task-failing': '查明失败原因并部署改正的程序；不能改正的，npm run reconcile -- --restart --item 编号',
  contradiction: '核验记录后，npm run reconcile -- --restart --item 编号，以记录为准',
  'record-longer': 'npm run reconcile -- --restart --item 编号',
  'workflow-missing': 'npm run reconcile -- --restart --item 编号',
  'not-written': 'npm run reconcile -- --repair --item 编号',
  undone: '看失败原因：记录互相矛盾的先核验；其他的查数据库、证据库',
  stuck: '查办案进程是否在运行，再执行 npm run reconcile -- --item 编号',
};
