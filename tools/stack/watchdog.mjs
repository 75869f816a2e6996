// Outlives the process that started it by the time it takes to stop that process's children. It is told of them on
// its standard input, one JSON line each (`{part, id: {pid, born} | null, signal, graceMs}`); when that input ends,
// the starter is gone, however it went, and the children are stopped, last part first.
import { createInterface } from 'node:readline';
import { register } from 'tsx/esm/api';

register();
const { endProcess } = await import('./process-table.ts');

const order = ['api2', 'api', 'worker2', 'worker', 'temporal', 'postgres'];
const children = new Map();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
  const { part, id, signal, graceMs } = JSON.parse(line);
  if (id) children.set(part, { id, signal, graceMs });
  else children.delete(part);
});
input.on('close', async () => {
  for (const part of order) {
    const child = children.get(part);
    if (child) await endProcess(child.id, child.signal, child.graceMs);
  }
  process.exit(0);
});
