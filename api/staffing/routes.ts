/** Units, people, postings, and their changes. */
import type { Route } from '../http/route.ts';
import type { StaffingServices } from './access.ts';
import { changeRoutes } from './change-routes.ts';
import { staffImportRoutes } from './import-routes.ts';
import { personRoutes } from './person-routes.ts';
import { postingRoutes } from './posting-routes.ts';
import { unitRoutes } from './unit-routes.ts';

export const staffingRoutes = (services: StaffingServices): Route[] => [
  // Before those that take an id: `import` is none.
  ...staffImportRoutes(services),
  ...unitRoutes(services),
  ...personRoutes(services),
  ...postingRoutes(services),
  ...changeRoutes(services),
];
