import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { joinLexicon, type Duty, type Lexicon, type TriageMatter } from '../../domain/routing/dispatch/lists.ts';
import type { LeadKind } from '../../domain/routing/dispatch/kinds.ts';
import type { TriageLists } from '../../domain/routing/dispatch/model.ts';
import type { TriageLead } from '../../domain/routing/dispatch/weigh.ts';

/** Lists and labelled leads that dispatch is measured on. */

const SEED = new URL('../../prisma/seed/', import.meta.url);

const json = <T>(url: URL): T => JSON.parse(readFileSync(url, 'utf8')) as T;

export function readLexicon(): Lexicon {
  const folder = new URL('lexicon/', SEED);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return joinLexicon(names.map((name) => json<unknown>(new URL(name, folder))));
}

export function readTriageLists(): TriageLists {
  const duties = json<{ asOf: string; duties: Duty[] }>(new URL('catalogue/duties.json', SEED));
  const matters = json<{ asOf: string; matters: TriageMatter[] }>(new URL('catalogue/matters.json', SEED));
  return {
    duties: { version: duties.asOf, items: duties.duties },
    matters: { version: matters.asOf, items: matters.matters },
    lexicon: readLexicon(),
  };
}

export interface LabelledLead extends TriageLead {
  id: string;
  expected: { domain: string; department: string; duplicateOf: string; kind: LeadKind };
}

interface LeadRow {
  id: string;
  receivedAt: string;
  channel: string;
  areaTown: string;
  address: string;
  text: string;
}
interface LabelRow {
  id: string;
  expectedDomain: string;
  expectedLeadDepartment: string;
  duplicateOf: string;
  kind: LeadKind;
  split?: string;
}

const csv = <T>(url: URL): T[] => parse(readFileSync(url), { columns: true, bom: true });

function join(leads: LeadRow[], labels: LabelRow[], split?: string): LabelledLead[] {
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  return labels
    .filter((label) => split === undefined || label.split === split)
    .map((label) => {
      const lead = byId.get(label.id);
      if (!lead) throw new Error(`label without a lead: ${label.id}`);
      return {
        id: lead.id,
        text: lead.text,
        town: lead.areaTown,
        address: lead.address,
        channel: lead.channel,
        receivedAt: lead.receivedAt,
        expected: {
          domain: label.expectedDomain,
          department: label.expectedLeadDepartment,
          duplicateOf: label.duplicateOf,
          kind: label.kind,
        },
      };
    });
}

/** The 60 leads of the catalogue: written and labelled by an editor who had no part in the lexicon. */
export const catalogueLeads = (): LabelledLead[] =>
  join(csv(new URL('catalogue/leads.csv', SEED)), csv(new URL('leads-expected.csv', import.meta.url)));

export type Split = 'dev' | 'held' | 'sealed';

/**
 * The project's own fresh leads: `dev` was looked at while the lexicon grew, `held` was not, `sealed` came after
 * it.
 */
export const freshLeads = (split: Split): LabelledLead[] =>
  join(csv(new URL('fresh-leads.csv', import.meta.url)), csv(new URL('fresh-expected.csv', import.meta.url)), split);
