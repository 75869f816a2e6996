import type { RequestHandler } from 'express';
import { unavailable } from '../http/problem.ts';
import type { InstallationWatch } from './watch.ts';

/** Beside another installation's store nothing is served, not even a page: what it showed would be somebody else's. */
export const closedTo =
  (installation: Pick<InstallationWatch, 'closed'>): RequestHandler =>
  (_request, _response, next) => {
    const reason = installation.closed();
    if (reason !== null) throw unavailable('other-installation', reason, 60);
    next();
  };
