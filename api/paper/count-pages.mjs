// Runs in a thread of its own, with its own memory: a scan that is broken or built to exhaust harms nobody else (page-count.ts).
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.min.mjs';

GlobalWorkerOptions.workerSrc = import.meta.resolve('pdfjs-dist/legacy/build/pdf.worker.min.mjs');

async function pagesOf(path) {
  const reading = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0, isEvalSupported: false, useSystemFonts: false });
  try {
    return { pages: (await reading.promise).numPages };
  } catch (error) {
    return { fault: error instanceof Error ? error.name : 'unknown' };
  } finally {
    await reading.destroy();
  }
}

parentPort?.on('message', ({ id, path }) => {
  pagesOf(path).then(
    (found) => parentPort?.postMessage({ id, ...found }),
    () => parentPort?.postMessage({ id, fault: 'unknown' }),
  );
});
