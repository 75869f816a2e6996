import type { EarlierViolation } from '../../../../domain/case/context.ts';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { Beside, Notes, Supervised } from './around.tsx';
import { Filed, Investigated, Reviewed } from './investigation.tsx';
import { Checked, Source, Stopped, Subject } from './opening.tsx';
import { DecidedOn, Ended, Executed, Heard } from './outcome.tsx';

/** The file, section by section, as far as the case has come. */
export function FileTab({ file, earlier }: { file: CaseFile; earlier: readonly EarlierViolation[] }) {
  return (
    <>
      <Source file={file} />
      <Subject file={file} earlier={earlier} />
      <Checked file={file} />
      <Stopped file={file} />
      <Filed file={file} />
      <Investigated file={file} />
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
