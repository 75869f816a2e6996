// `npm test [-- project…]`. Plain JavaScript, because it runs before anything is installed.
import { ensureInstalled } from './install/install.mjs';
import { requireSupportedNode } from './install/node-version.mjs';

requireSupportedNode();
try {
  ensureInstalled();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
await import('./test/main.ts');
