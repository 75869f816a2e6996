import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { MigrationAdapter } from './adapter.ts';

/** Tables and enums the engine must not look at: none. */
export const noFilters: engine.SchemaFilter = { externalTables: [], externalEnums: [] };

/** Where the engine puts the sentence of a panic, just before it ends the process. */
const panics = { set_message: (message: string): void => console.error(`数据库迁移引擎内部错误：${message}`) };

let loaded: Promise<void> | undefined;

/**
 * Prisma's schema engine is published as WebAssembly beside the native one. Its own entry imports the .wasm file as
 * a module, which Node 20 does not do without a flag, so it is put together here.
 */
function load(): Promise<void> {
  loaded ??= (async () => {
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const bytes = await readFile(entry.replace(/\.js$/, '.wasm'));
    const glue = engine as unknown as WebAssembly.ModuleImports & { __wbg_set_wasm(wasm: unknown): void };
    const imports = { './schema_engine_bg.js': withQuietTimers(glue) };
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
  })();
  return loaded;
}

/** The engine limits its wait for a lock by a timer it never clears; it must not keep a finished process alive. */
function withQuietTimers(glue: WebAssembly.ModuleImports): WebAssembly.ModuleImports {
  const quiet = Object.entries(glue).map(([name, value]) => {
    if (!name.startsWith('__wbg_setTimeout_') || typeof value !== 'function') return [name, value] as const;
    const set = value as (...args: unknown[]) => unknown;
    return [name, (...args: unknown[]) => unref(set(...args))] as const;
  });
  return Object.fromEntries(quiet);
}

function unref(timer: unknown): unknown {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as NodeJS.Timeout).unref();
  return timer;
}

/** Runs something with the schema engine bound to a PostgreSQL database; connections are closed afterwards. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  schemas: [path: string, content: string][] | undefined,
  use: (schemaEngine: engine.SchemaEngine) => Promise<T>,
): Promise<T> {
  await load();
  const adapter = new MigrationAdapter(databaseUrl);
  const factory = bindMigrationAwareSqlAdapterFactory(adapter);
  const schemaEngine = await engine.SchemaEngine.new({ datamodels: schemas }, () => undefined, factory);
  try {
    return await use(schemaEngine);
  } finally {
    schemaEngine.free();
    // Frees the engine's advisory lock too, which lives as long as its connection.
    await adapter.disconnect();
  }
}
