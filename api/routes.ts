/** The whole API on one screen. */
import { revealEntryRoutes } from './access/reveal-entry-routes.ts';
import { revealRoutes } from './access/reveal-routes.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { boardRoutes } from './board/routes.ts';
import { supplementRoutes } from './channels/supplement-routes.ts';
import { ticketRoutes } from './channels/ticket-routes.ts';
import { codecRoutes } from './codec/codec-routes.ts';
import { webhookRoutes } from './channels/webhook-routes.ts';
import { keyRoutes } from './keys/key-routes.ts';
import { bulkRoutes } from './cases/bulk-routes.ts';
import { caseRoutes } from './cases/case-routes.ts';
import { commandRoutes } from './cases/command-routes.ts';
import { fareRoutes } from './cases/fare-routes.ts';
import { jurisdictionRoutes } from './cases/jurisdiction-routes.ts';
import { linkedRoutes } from './cases/linked-routes.ts';
import { openRoutes } from './cases/open-routes.ts';
import { similarRoutes } from './cases/similar-routes.ts';
import { fileRoutes } from './files/file-routes.ts';
import { itemRoutes } from './items/item-routes.ts';
import { listingRoutes } from './listing/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { workRoutes } from './work/routes.ts';
import type { Route } from './http/route.ts';
import type { Services } from './services.ts';
import { deriveRoutes } from './derive/routes.ts';
import { leadRoutes } from './leads/lead-routes.ts';
import { calendarRoutes } from './lists/calendar-routes.ts';
import { adjustmentRoutes } from './lists/adjustment-routes.ts';
import { draftRoutes } from './lists/draft-routes.ts';
import { exportRoutes } from './lists/export-routes.ts';
import { listRoutes } from './lists/list-routes.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { paperRoutes } from './paper/routes.ts';
import { partyRoutes } from './parties/party-routes.ts';
import { policyRoutes } from './policies/policy-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { countyRoutes } from './county/routes.ts';
import { staffingRoutes } from './staffing/routes.ts';
import { demoRoutes } from './session/demo-routes.ts';
import { recordRoutes } from './record/record-routes.ts';
import { accountsRoutes } from './session/accounts-routes.ts';
import { factorRoutes } from './session/factor/routes.ts';
import { identityRoutes } from './session/oidc/identity-routes.ts';
import { oidcRoutes } from './session/oidc/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { sessionsRoutes } from './session/sessions-routes.ts';

const workingRoutes = (services: Services): Route[] => [
  ...sessionRoutes(services),
  ...demoRoutes(services),
  ...sessionsRoutes(services),
  ...factorRoutes(services),
  ...accountsRoutes(services),
  ...oidcRoutes(services),
  ...identityRoutes(services),
  ...leadRoutes(services),
  ...ticketRoutes(services),
  ...supplementRoutes(services),
  ...webhookRoutes(services),
  ...keyRoutes(services),
  ...codecRoutes(services),
  ...openRoutes(services),
  ...bulkRoutes(services),
  ...listingRoutes(services),
  ...caseRoutes(services),
  ...fareRoutes(services),
  ...recordRoutes(services),
  ...similarRoutes(services),
  ...jurisdictionRoutes(services),
  ...linkedRoutes(services),
  ...commandRoutes(services),
  ...itemRoutes(services),
  ...fileRoutes(services),
  ...paperRoutes(services),
  ...boardRoutes(services),
  ...workRoutes(services),
  ...liveRoutes(services),
  ...listRoutes(services),
  ...draftRoutes(services),
  ...exportRoutes(services),
  ...adjustmentRoutes(services),
  ...calendarRoutes(services),
  ...policyRoutes(services),
  ...partyRoutes(services),
  ...revealRoutes(services),
  ...revealEntryRoutes(services),
  ...peopleRoutes(services),
  ...countyRoutes(services),
  ...staffingRoutes(services),
  ...deriveRoutes(services),
];

export function apiRoutes(services: Services): Route[] {
  const routes: Route[] = [...workingRoutes(services), ...auditRoutes(services, () => routes)];
  return [...routes, ...openApiRoutes(routes)];
}
