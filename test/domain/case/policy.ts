/** The policy the scenes run under: the county's own. */
export { countyPolicy as policy } from '../../../prisma/seed/policy.ts';
