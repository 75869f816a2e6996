// `npm run check:references`: every path, link, decision record and npm script that a document or a comment names exists.
import { deadReferences } from './dead.ts';

for (const fault of deadReferences()) {
  console.error(fault);
  process.exitCode = 1;
}
