/** The whole API on one screen. */
import { caseRoutes } from './cases/case-routes.ts';
import { commandRoutes } from './cases/command-routes.ts';
import { openRoutes } from './cases/open-routes.ts';
import type { Route } from './http/route.ts';
import type { Services } from './services.ts';
import { deriveRoutes } from './derive/routes.ts';
import { leadRoutes } from './leads/lead-routes.ts';
import { listRoutes } from './lists/list-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { demoRoutes } from './session/demo-routes.ts';
import { sessionRoutes } from './session/routes.ts';

export const apiRoutes = (services: Services): Route[] => [
  ...sessionRoutes(services),
  ...demoRoutes(services),
  ...leadRoutes(services),
  ...openRoutes(services),
  ...caseRoutes(services),
  ...commandRoutes(services),
  ...listRoutes(services),
  ...peopleRoutes(services),
  ...deriveRoutes(services),
];
