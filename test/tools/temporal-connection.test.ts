/** Connections of client and worker through a door that demands TLS and a certificate, as a cluster's does. */
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGateway } from '../../api/temporal/gateway.ts';
import { connectClient, connectionOptions } from '../../temporal/connection.ts';
import { type Environment, temporalSettings } from '../../temporal/settings.ts';
import { namespaceAnswers } from '../../tools/stack/temporal.ts';
import { createAuthority, fileIn } from '../support/certificates.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';
import { openTlsDoor, type TlsDoor } from '../support/tls-door.ts';
import { quietRuntime } from '../support/workers.ts';

const folder = mkdtempSync(join(tmpdir(), 'caselight-tls-'));
let server: TemporalServer;
/** Demands a certificate of our authority; its own is for the name `temporal.county` only. */
let door: TlsDoor;
let trusted: Record<string, string>;
let stranger: Record<string, string>;

beforeAll(async () => {
  quietRuntime();
  server = await startTemporalServer([]);
  const [ours, theirs] = [createAuthority('our authority'), createAuthority('their authority')];
  const own = ours.issue('temporal.county');
  door = await openTlsDoor(server.temporalAddress, {
    cert: own.certificate,
    key: own.key,
    ca: ours.certificate,
    requestCert: true,
    rejectUnauthorized: true,
  });
  const [client, foreign] = [ours.issue('caselight'), theirs.issue('caselight')];
  const base = {
    TEMPORAL_ADDRESS: door.address,
    TEMPORAL_TLS_CA: fileIn(folder, 'ca.pem', ours.certificate),
    TEMPORAL_TLS_SERVER_NAME: 'temporal.county',
  };
  trusted = {
    ...base,
    TEMPORAL_TLS_CERT: fileIn(folder, 'own.pem', client.certificate),
    TEMPORAL_TLS_KEY: fileIn(folder, 'own.key', client.key),
  };
  stranger = {
    ...base,
    TEMPORAL_TLS_CERT: fileIn(folder, 'f.pem', foreign.certificate),
    TEMPORAL_TLS_KEY: fileIn(folder, 'f.key', foreign.key),
  };
});
afterAll(async () => {
  await door?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const withoutOurs = (): Environment => ({ ...trusted, TEMPORAL_TLS_CERT: undefined, TEMPORAL_TLS_KEY: undefined });

/** Both kinds of connection ask the server something; the errors of those that could not. */
async function failures(environment: Environment): Promise<string[]> {
  const settings = temporalSettings(environment);
  const kinds: [string, () => Promise<unknown>][] = [
    [
      'client',
      async () => {
        const connection = await connectClient(settings, { connectTimeout: '2s' });
        await connection.workflowService.describeNamespace({ namespace: settings.namespace }).finally(() => connection.close());
      },
    ],
    [
      'worker',
      async () => {
        const connection = await NativeConnection.connect(connectionOptions(settings));
        await connection.workflowService.describeNamespace({ namespace: settings.namespace }).finally(() => connection.close());
      },
    ],
  ];
  const failed = await Promise.all(
    kinds.map(async ([kind, ask]) =>
      ask().then(
        () => [],
        () => [kind],
      ),
    ),
  );
  return failed.flat();
}

describe('a server that demands our certificate', () => {
  test('lets in client and worker that bear it', async () => {
    expect(await failures(trusted)).toEqual([]);
    expect(await namespaceAnswers(temporalSettings(trusted))).toBe(true);
  });

  test('lets in the API’s gateway', async () => {
    const gateway = createGateway(temporalSettings(trusted), 4_000);
    await gateway.ping(4_000);
    await gateway.client.connection.close();
  });

  test.each<[string, () => Environment]>([
    ['without one', withoutOurs],
    ['with one of an authority it does not know', () => stranger],
    ['that speak without TLS', () => ({ TEMPORAL_ADDRESS: door.address })],
    ['that do not know its authority', () => ({ ...trusted, TEMPORAL_TLS_CA: undefined })],
    ['that expect another name', () => ({ ...trusted, TEMPORAL_TLS_SERVER_NAME: undefined })],
  ])('does not serve client and worker %s', async (_how, environment) => {
    expect(await failures(environment())).toEqual(['client', 'worker']);
  });
});

describe('an API key', () => {
  let keys: (string | undefined)[] = [];
  let gate: Http2SecureServer;

  beforeAll(async () => {
    const authority = createAuthority();
    const own = authority.issue('127.0.0.1');
    trusted = { ...trusted, gateCa: fileIn(folder, 'gate.pem', authority.certificate) };
    gate = createSecureServer({ cert: own.certificate, key: own.key });
    gate.on('stream', (stream, headers) => {
      keys.push(headers.authorization);
      // 16: unauthenticated, which nobody tries again.
      stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '16' }, { endStream: true });
    });
    await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void gate?.close());

  test('is sent by client and worker alike', async () => {
    const address = `127.0.0.1:${(gate.address() as AddressInfo).port}`;
    keys = [];
    expect(await failures({ TEMPORAL_ADDRESS: address, TEMPORAL_TLS_CA: trusted.gateCa, TEMPORAL_API_KEY: 'the-key' })).toEqual([
      'client',
      'worker',
    ]);
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(new Set(keys)).toEqual(new Set(['Bearer the-key']));
  });
});
