import { buildBundle } from '../../tools/generate/bundle.ts';
import { generatePrismaClient } from '../../tools/generate/prisma-client.ts';

/** Fault tests kill processes, so each file starts a stack of its own; what all share is built here once. */
export default async (): Promise<void> => {
  await generatePrismaClient();
  await buildBundle();
};
