// `npm start`. Plain JavaScript, because it runs before anything is installed.
import { ensureInstalled } from './install/install.mjs';
import { requireSupportedNode } from './install/node-version.mjs';

requireSupportedNode();
try {
  ensureInstalled();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
await import('./start/main.ts');
