/** `probed.ts ENTRY`: a part's own entry, with the probe in its process. Not by `--import`: threads would load it, too. */
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import './probe.ts';

await import(pathToFileURL(resolve(process.argv[2] ?? '')).href);
