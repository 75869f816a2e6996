/** `npm run bench` measures the command path; `npm run bench -- NAME` another of the benches. */
const BENCHES: Record<string, () => Promise<{ main: () => Promise<boolean> }>> = {
  'command-path': () => import('./command-path/main.ts'),
  hands: () => import('./hands/main.ts'),
  recovery: () => import('./recovery/main.ts'),
  memory: () => import('./memory/main.ts'),
  profile: () => import('./profile/main.ts'),
  storm: () => import('./deadline-storm/main.ts'),
  lists: () => import('./lists/main.ts'),
  dispatch: async () => {
    const { run } = await import('./dispatch/main.ts');
    return {
      main: async () => {
        const { ok, table } = await run();
        console.log(table);
        return ok;
      },
    };
  },
};

const name = process.argv[2] ?? 'command-path';
const bench = BENCHES[name];
if (!bench) {
  console.error(`没有“${name}”这项测量，可用的有：${Object.keys(BENCHES).join('、')}`);
  process.exit(2);
}
process.exitCode = (await (await bench()).main()) ? 0 : 1;
process.exit();

export {};
