// Starts a stack of fakes in the folder given and stays, so that a test can kill it. Prints its parts' processes.
import { startStack } from '../../../tools/stack/stack.ts';
import { fakes } from './options.ts';

const stack = await startStack({ ...fakes, dataDir: process.argv[2]! });
console.log(JSON.stringify({ worker: stack.pid('worker'), api: stack.pid('api') }));
setInterval(() => undefined, 1_000);
