/** Guards that any kind's rules share. */
import { refuse, type Refusal } from '../result.ts';
import type { WorkFile } from './file.ts';

/** Returns the first refusal, or null where every guard let it pass. */
export const firstRefusal = (...guards: (Refusal | null)[]): Refusal | null =>
  guards.find((guard) => guard !== null) ?? null;

// 行政处罚法 43: whoever has been recused does not act in the case; what goes for cases goes for all the office does.
export function notRecused(file: Pick<WorkFile, 'recusals'>, person: { id: string; name: string }, own: string): Refusal | null {
  return file.recusals.some((recusal) => recusal.personId === person.id && recusal.decided?.granted)
    ? refuse('recused', `${person.name}已回避，不能参与办理${own}`, ['由其他人员办理'], ['《行政处罚法》第四十三条'])
    : null;
}
