/** What a ticket said after its lead was taken in. */
import { z } from 'zod';
import { audits } from '../audit/says.ts';
import { instantSchema } from '../cases/case-schemas.ts';
import { type Database, iso } from '../database/database.ts';
import { notFound } from '../http/problem.ts';
import { type Route, routeForKeys } from '../http/route.ts';
import type { Leads } from '../leads/lead-store.ts';

const supplementSchema = z
  .object({
    receivedAt: instantSchema,
    address: z.string(),
    text: z.string(),
    reporterName: z.string().nullable(),
    reporterPhone: z.string().nullable(),
  })
  .meta({ title: '补充' });

interface Row {
  receivedAt: Date;
  content: { address: string; text: string; reporterName: string | null; reporterPhone: string | null };
}

export const supplementRoutes = ({ database, leads }: { database: Database; leads: Leads }): Route[] => [
  routeForKeys(
    { scope: 'leads:read' },
    {
      method: 'get',
      path: '/leads/{leadId}/supplements',
      id: 'leadSupplements',
      audit: audits('read'),
      tag: '线索',
      summary: '同一工单后来的补充，先到的在前',
      params: z.object({ leadId: z.string().meta({ title: '线索' }) }),
      answers: { 200: { description: '补充', schema: z.object({ items: z.array(supplementSchema) }) } },
      handle: async ({ params, caller }) => {
        const lead = await leads.inSight(caller, params.leadId);
        if (!lead) throw notFound('没有这条线索，或者您无权查看', 'lead-not-found');
        const rows = await database.rows<Row>(
          'select received_at as "receivedAt", content from lead_supplement where lead_id = $1 order by created_at, content_hash limit 500',
          [lead.id],
        );
        const masked = caller.via === 'key' ? { reporterName: null, reporterPhone: null } : {};
        return { body: { items: rows.map(({ receivedAt, content }) => ({ ...content, ...masked, receivedAt: iso(receivedAt) })) } };
      },
    },
  ),
];
