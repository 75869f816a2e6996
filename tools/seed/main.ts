// `node tools/run.mjs tools/seed/main.ts`: puts the demo county's reference data into the migrated database of DATABASE_URL.
import { hashDemoPassword } from '../../api/session/password/hash.ts';
import { seed } from '../../prisma/seed/main.ts';
import { operated } from '../audit/operated.ts';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL 没有设置');
await seed(url, hashDemoPassword);
await operated(url, 'seed', {});
