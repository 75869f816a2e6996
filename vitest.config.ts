import { defineConfig } from 'vitest/config';

// What every process of a test run encrypts its payloads with, those that it starts among them.
process.env.CASELIGHT_CODEC_KEYS ??= `test:${Buffer.alloc(32, 'caselight').toString('base64')}`;

/**
 * One project a kind of test: `domain` needs nothing but Node and stays under a minute; the others need the
 * one-machine stack and run one file after another, because they share its processes.
 */
const onStack = (name: string, timeoutSeconds: number) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeoutSeconds * 1000,
    hookTimeout: 180_000,
    fileParallelism: false,
    globalSetup: [`test/${name}/setup.ts`],
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'domain',
          include: [
            'test/domain/**/*.test.ts',
            'test/activities/**/*.test.ts',
            'test/record/**/*.test.ts',
            'test/temporal/**/*.test.ts',
            'test/formats/**/*.test.ts',
            'test/session/**/*.test.ts',
          ],
          testTimeout: 30_000,
          // Pure rules leave nothing behind in their modules: read once a process, not once a file.
          isolate: false,
        },
      },
      { test: { name: 'tools', include: ['test/tools/**/*.test.ts'], testTimeout: 120_000, fileParallelism: false } },
      {
        test: { name: 'replay', include: ['test/replay/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false },
      },
      onStack('workflow', 120),
      onStack('api', 60),
      onStack('web', 120),
      onStack('fault', 240),
    ],
  },
});
