import type { LeadRow } from '../../../domain/views.ts';

export const KIND_TAGS: Record<LeadRow['kind'], { label: string; colour: string }> = {
  enforcement: { label: '执法事项', colour: 'geekblue' },
  'out-of-scope': { label: '不属执法范围', colour: 'default' },
  criminal: { label: '涉嫌犯罪', colour: 'magenta' },
  emergency: { label: '紧急', colour: 'red' },
};
