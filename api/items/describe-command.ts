import { ROLE_LABELS } from '../../domain/vocabulary.ts';
import type { AnyKind } from '../../domain/work/kind.ts';

/** What the document says of a command beside its fields. */
export function describeCommand({ commands, stages, own }: Pick<AnyKind, 'commands' | 'stages' | 'own'>, name: string): string {
  const spec = commands[name];
  if (!spec) throw new Error(`no such command: ${name}`);
  return [
    spec.help,
    `阶段：${spec.stages.map((stage) => (stage === 'unopened' ? '未建立' : stages[stage])).join('、')}。`,
    `由${spec.roles.map((role) => ROLE_LABELS[role]).join('、')}${spec.byHandler ? `（须为${own}承办人）` : ''}办理。`,
    ...(spec.basis.length > 0 ? [`依据：${spec.basis.join('、')}。`] : []),
  ].join('\n\n');
}
