/** Connections to Temporal, all from the same settings: the client's (API, tools) and the worker's own. */
import { Client, type ClientOptions, Connection, type ConnectionOptions, type WorkflowClientInterceptor } from '@temporalio/client';
import { bindingBy, type Clock, thisMachine } from './binding.ts';
import { dataConverter } from './codec.ts';
import type { TemporalSettings, TlsSettings } from './settings.ts';

/** What both kinds of connection take. */
export interface SharedConnectionOptions {
  address: string;
  apiKey?: string;
  tls?: TlsSettings;
}

/** For `NativeConnection.connect` and `Connection.connect` alike. */
export const connectionOptions = ({ address, apiKey, tls }: TemporalSettings): SharedConnectionOptions => ({
  address,
  ...(apiKey === undefined ? {} : { apiKey }),
  ...(tls === undefined ? {} : { tls }),
});

/** A client's connection that is made when it is first used, or again when it broke. */
export const lazyConnection = (settings: TemporalSettings, more: Pick<ConnectionOptions, 'connectTimeout'> = {}): Connection =>
  Connection.lazy({ ...connectionOptions(settings), ...more });

/** Throws where nobody answers within the time. */
export const connectClient = (settings: TemporalSettings, more: Pick<ConnectionOptions, 'connectTimeout'> = {}): Promise<Connection> =>
  Connection.connect({ ...connectionOptions(settings), ...more });

let interceptors: WorkflowClientInterceptor[] = [];

/** What stands before every client that this process makes from now on (tracing.ts). */
export const interceptClients = (before: WorkflowClientInterceptor[]): void => {
  interceptors = before;
};

/** Every client of ours reads and writes payloads the same way, and binds what it sends. */
export const clientOn = (connection: NonNullable<ClientOptions['connection']>, namespace: string, clock: Clock = thisMachine): Client =>
  new Client({ connection, namespace, dataConverter, interceptors: { workflow: [...interceptors, bindingBy(clock)] } });
