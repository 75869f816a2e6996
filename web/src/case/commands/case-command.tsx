import { useState } from 'react';
import type { CommandName } from '../../../../domain/case/catalogue.ts';
import type { CaseAnswer } from '../../../../contract/cases.ts';
import { kindOf } from '../../../../domain/kinds.ts';
import type { Matter } from '../../../../domain/lists/matters.ts';
import type { Person } from '../../../../domain/people.ts';
import { useMatter } from '../../api/lists.ts';
import { CommandDrawer, type FormAids } from '../../item/commands/command-drawer.tsx';
import { todayInOffice } from '../../lights/remaining.ts';
import { usePerson } from '../../session/session.tsx';
import { caseItems, evidenceOf, fixedRows } from './case-items.ts';
import { penaltyGround } from './penalty-ground.ts';
import { shownWhen } from './shown-when.ts';
import { suggested } from './suggested.ts';

interface CaseCommandProps {
  name: CommandName;
  data: CaseAnswer;
  onClose: () => void;
}

/** A case's command, filled in as far as the file and the matter's clause go. */
export function CaseCommand({ name, data, onClose }: CaseCommandProps) {
  const person = usePerson();
  // Some suggestions stand on the matter's clause: it is read before the form begins. It is the matter of then: the case
  // may move on under the open form, even by this very command before its answer is here.
  const [{ matter: about, conduct }] = useState(data.case);
  const matter = useMatter(about?.code ?? null, conduct?.on ?? null);
  const ready = about === null || !matter.isPending;
  return (
    <CommandDrawer
      kind={kindOf('case')}
      id={data.case.caseId}
      version={data.version}
      name={name}
      onClose={onClose}
      aids={ready ? aidsOf(name, data, matter.data ?? null, person) : null}
    />
  );
}

function aidsOf(
  name: CommandName,
  { case: file, debt, papers, terms, earlier }: CaseAnswer,
  matter: Matter | null,
  person: Person,
): FormAids {
  const today = todayInOffice();
  return {
    initial: suggested(name, { file, debt, papers, person, matter, today }),
    shown: shownWhen(name, file, papers),
    surroundings: {
      place: { plural: 'cases', id: file.caseId },
      unitId: file.unit.id,
      evidence: evidenceOf(file),
      items: caseItems(name, file, terms),
      fixedRows: fixedRows(name, file),
      known: [],
      penalty: penaltyGround(name, file, earlier, matter, today),
    },
  };
}
