import type { CaseAnswer } from '../../../../contract/cases.ts';
import { Notes, StoodAside } from '../../item/around.tsx';
import { Related } from '../../item/related.tsx';
import { EntryNote } from '../../paper/entry-note.tsx';
import { Supervised, Transferred } from './around.tsx';
import { Filed, Investigated, Reviewed } from './investigation.tsx';
import { Jurisdiction } from './jurisdiction.tsx';
import { LinkedCases } from './linked-cases.tsx';
import { Checked, Source, Stopped, Subject } from './opening.tsx';
import { Coerced } from './coerced.tsx';
import { SubstitutionCosts } from './substitution-costs.tsx';
import { Concurring } from './concurring.tsx';
import { Executed } from './executed.tsx';
import { Litigated } from './litigated.tsx';
import { DecidedOn, Ended, Heard } from './outcome.tsx';
import { PoliceReferral } from './police.tsx';
import { Published } from './published.tsx';
import { Seized } from './seized.tsx';

/** The file, section by section, as far as the case has come. */
export function FileTab({ data }: { data: CaseAnswer }) {
  const file = data.case;
  const now = data.asOf === null;
  return (
    <>
      <Source file={file} />
      {now && file.source.imported ? <EntryNote caseId={file.caseId} /> : null}
      <Subject data={data} />
      <Checked file={file} />
      <Stopped file={file} />
      <Filed file={file} />
      <Seized file={file} />
      <Concurring file={file} />
      <Investigated file={file} now={now} />
      <Reviewed file={file} />
      <Heard file={file} />
      <DecidedOn file={file} />
      <Executed data={data} />
      <Coerced file={file} />
      <SubstitutionCosts file={file} />
      <Litigated file={file} />
      <Published file={file} today={(data.asOf ?? data.now).slice(0, 10)} />
      <Supervised file={file} />
      <PoliceReferral file={file} />
      <Jurisdiction file={file} now={now} />
      <LinkedCases file={file} now={now} />
      <Related rows={data.related} />
      <Transferred file={file} />
      <StoodAside file={file} />
      <Ended file={file} />
      <Notes file={file} />
    </>
  );
}
