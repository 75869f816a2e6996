/** Paper cases, whole: drafts with their scans, the second person's comparison, tables of many, and what a case says of it. */
import type { Route } from '../http/route.ts';
import { checkRoutes } from './check-routes.ts';
import { draftRoutes } from './draft-routes.ts';
import { entryRoutes } from './entry-routes.ts';
import { scanRoutes, type ScanServices } from './file-routes.ts';
import { paperTableRoutes } from './table-routes.ts';

export const paperRoutes = (services: ScanServices): Route[] => [
  ...paperTableRoutes(services),
  ...draftRoutes(services),
  ...scanRoutes(services),
  ...checkRoutes(services),
  ...entryRoutes(services),
];
