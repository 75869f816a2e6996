/** Every document that is made from the code, by its path in the clone. */
import { namedThroughout, namesOf } from '../../domain/county/names.ts';
import { commandsDocument } from './commands-document.ts';
import { readSeen } from '../rules/seen.ts';
import { UNREACHABLE } from '../rules/unreachable.ts';
import { lawDocument } from './law-document.ts';
import { matrixOf, type Rule } from './matrix.ts';
import { readRefusals } from './refusals.ts';
import { refusalsDocument } from './refusals-document.ts';
import { rulesDocument } from './rules-document.ts';
import { type Domain, readDomain } from './source-program.ts';
import { termsDocument } from './terms-document.ts';

export interface Sources {
  domain: Domain;
  /** The rules of the domain with what the tests saw of them, in the order of the sources. */
  rules: Rule[];
}

export function readSources(): Sources {
  const domain = readDomain();
  return { domain, rules: matrixOf(readRefusals(domain), readSeen(), UNREACHABLE) };
}

/** The documents speak of no county in particular. */
const HERE = namesOf('本县');

export const documentsOf = ({ domain, rules }: Sources): Record<string, string> =>
  namedThroughout(
    {
      'docs/rules.md': rulesDocument(rules),
      'docs/refusals.md': refusalsDocument(rules),
      'docs/commands.md': commandsDocument(domain),
      'docs/terms.md': termsDocument(),
      'docs/law.md': lawDocument(rules),
    },
    HERE,
  );
