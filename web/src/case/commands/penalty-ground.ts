import type { CommandName } from '../../../../domain/case/catalogue.ts';
import { correctionUnmet } from '../../../../domain/case/any-stage/correction.ts';
import { recordedFactors } from '../../../../domain/case/evidence/derivation.ts';
import type { EarlierViolation } from '../../../../domain/case/context.ts';
import type { CaseFile } from '../../../../domain/case/state.ts';
import type { Matter } from '../../../../domain/lists/matters.ts';
import type { PenaltyGround } from '../../forms/factors-control.tsx';

/** What the case's own penalty is derived from; null while matter, party or conduct is missing. */
export function penaltyGround(
  command: CommandName,
  file: CaseFile,
  earlier: readonly EarlierViolation[],
  matter: Matter | null,
  today: string,
): PenaltyGround | null {
  const party = file.parties[0];
  if (!file.matter || !party || !file.conduct) return null;
  const afterRefusal = correctionUnmet(file) && (matter?.penalties ?? []).some(({ stage }) => stage === 'after-refusal');
  return {
    matterCode: file.matter.code,
    subjectKind: party.kind,
    conductOn: file.conduct.on,
    conductEndedOn: file.conduct.endedOn ?? (file.conduct.continuing ? today : null),
    decidedOn: today,
    recorded: recordedFactors(file, party, earlier),
    asks: command === 'WeighClauses' ? 'range' : 'tier',
    stage: afterRefusal ? 'after-refusal' : 'direct',
  };
}
