import type { CaseAnswer } from '../../../../domain/views.ts';
import { Beside, Notes, Supervised } from './around.tsx';
import { Filed, Investigated, Reviewed } from './investigation.tsx';
import { Checked, Source, Stopped, Subject } from './opening.tsx';
import { DecidedOn, Ended, Executed, Heard } from './outcome.tsx';

/** The file, section by section, as far as the case has come. */
export function FileTab({ data }: { data: CaseAnswer }) {
  const file = data.case;
  return (
    <>
      <Source file={file} />
      <Subject data={data} />
      <Checked file={file} />
      <Stopped file={file} />
      <Filed file={file} />
      <Investigated file={file} now={data.asOf === null} />
      <Reviewed file={file} />
      <Heard file={file} />
      <DecidedOn file={file} />
      <Executed file={file} />
      <Supervised file={file} />
      <Beside file={file} />
      <Ended file={file} />
      <Notes file={file} />
    </>
  );
}
