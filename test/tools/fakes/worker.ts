// Stands for the worker: ready after a moment, unless told to stay silent or to end.
if (process.env.FAKE_WORKER === 'ends') {
  console.error('no such task queue');
  process.exit(3);
}
setTimeout(() => {
  if (process.env.FAKE_WORKER !== 'silent') console.log(JSON.stringify({ level: 30, msg: 'ready' }));
}, 100);
setInterval(() => undefined, 1_000);
