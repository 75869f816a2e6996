import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../api/config.ts';
import { connectionOptions } from '../../temporal/connection.ts';
import { readTemporalSettings, temporalSettings, temporalSettingsOr } from '../../temporal/settings.ts';
import { readWorkerConfig } from '../../worker/config.ts';
import { createAuthority, fileIn } from '../support/certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'caselight-tls-'));
const paths: Record<string, string> = {};
const here = { TEMPORAL_ADDRESS: 'temporal.example:7233' };

beforeAll(() => {
  const authority = createAuthority();
  const [client, other] = [authority.issue('client'), authority.issue('other')];
  paths.ca = fileIn(folder, 'ca.pem', authority.certificate);
  paths.cert = fileIn(folder, 'client.pem', client.certificate + authority.certificate);
  paths.key = fileIn(folder, 'client.key', client.key);
  paths.otherKey = fileIn(folder, 'other.key', other.key);
  paths.words = fileIn(folder, 'words.pem', 'no certificate at all\n');
  paths.broken = fileIn(folder, 'broken.pem', client.certificate.replace(/\n[A-Za-z0-9+/]{8}/, '\nAAAAAAAA'));
  paths.locked = fileIn(folder, 'locked.key', client.key.replaceAll('PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the settings of a connection', () => {
  test('are an address and a namespace, unencrypted, where nothing else is said', () => {
    expect(temporalSettings(here)).toEqual({ address: 'temporal.example:7233', namespace: 'default' });
    expect(connectionOptions(temporalSettings(here))).toEqual({ address: 'temporal.example:7233' });
    expect(temporalSettings({ ...here, TEMPORAL_NAMESPACE: 'county', TEMPORAL_API_KEY: '', TEMPORAL_TLS: '' }).tls).toBeUndefined();
  });

  test.each([
    [{ TEMPORAL_TLS: '1' }, { tls: {} }],
    [{ TEMPORAL_API_KEY: 'key' }, { apiKey: 'key', tls: {} }],
    [{ TEMPORAL_TLS_SERVER_NAME: 'inside' }, { tls: { serverNameOverride: 'inside' } }],
  ])('are encrypted with %o', (more, expected) => {
    expect(connectionOptions(temporalSettings({ ...here, ...more }))).toEqual({ address: 'temporal.example:7233', ...expected });
  });

  test('carry a private authority and our own certificate', () => {
    const { tls } = temporalSettings({ ...here, TEMPORAL_TLS_CA: paths.ca, TEMPORAL_TLS_CERT: paths.cert, TEMPORAL_TLS_KEY: paths.key });
    expect(tls?.serverRootCACertificate?.toString()).toContain('BEGIN CERTIFICATE');
    expect(tls?.clientCertPair?.crt.toString()).toContain('BEGIN CERTIFICATE');
    expect(tls?.clientCertPair?.key.toString()).toContain('PRIVATE KEY');
  });

  test('are those of the server on this machine, without credentials, where no address is given', () => {
    const local = temporalSettingsOr({ TEMPORAL_API_KEY: 'for elsewhere', TEMPORAL_TLS_CA: '/no/such/file' }, '127.0.0.1:7233');
    expect(local).toEqual({ address: '127.0.0.1:7233', namespace: 'default' });
    expect(temporalSettingsOr({ ...here, TEMPORAL_API_KEY: 'k' }, '127.0.0.1:7233').apiKey).toBe('k');
  });
});

describe('faulty settings', () => {
  test.each<[string, () => Record<string, string | undefined>, string]>([
    ['no address', () => ({ TEMPORAL_ADDRESS: undefined }), 'TEMPORAL_ADDRESS：没有设置'],
    ['an URL', () => ({ TEMPORAL_ADDRESS: 'http://temporal:7233' }), 'TEMPORAL_ADDRESS：应为“主机:端口”'],
    ['a port that is none', () => ({ TEMPORAL_ADDRESS: 'temporal:99999' }), 'TEMPORAL_ADDRESS'],
    ['a key with a line end in it', () => ({ TEMPORAL_API_KEY: 'abc\ndef' }), 'TEMPORAL_API_KEY'],
    ['neither yes nor no', () => ({ TEMPORAL_TLS: 'maybe' }), 'TEMPORAL_TLS：应为 0 或 1'],
    [
      'a key to be sent unencrypted',
      () => ({ TEMPORAL_TLS: '0', TEMPORAL_API_KEY: 'k' }),
      'TEMPORAL_TLS：设为不加密，却又设置了 TEMPORAL_API_KEY',
    ],
    ['a file that is not there', () => ({ TEMPORAL_TLS_CA: '/no/such/file' }), 'TEMPORAL_TLS_CA：文件 /no/such/file 读不到（ENOENT）'],
    ['a folder', () => ({ TEMPORAL_TLS_CA: folder }), '读不到（EISDIR）'],
    ['a file of words', () => ({ TEMPORAL_TLS_CA: paths.words }), 'TEMPORAL_TLS_CA：文件里没有 PEM 格式的证书'],
    ['a damaged certificate', () => ({ TEMPORAL_TLS_CA: paths.broken }), 'TEMPORAL_TLS_CA：文件里的证书无法解析'],
    ['a certificate without key', () => ({ TEMPORAL_TLS_CERT: paths.cert }), 'TEMPORAL_TLS_KEY：没有设置：客户端证书与私钥应一同设置'],
    ['a key without certificate', () => ({ TEMPORAL_TLS_KEY: paths.key }), 'TEMPORAL_TLS_CERT：没有设置'],
    [
      'a certificate for a key',
      () => ({ TEMPORAL_TLS_CERT: paths.cert, TEMPORAL_TLS_KEY: paths.ca }),
      'TEMPORAL_TLS_KEY：文件里没有 PEM 格式的私钥',
    ],
    [
      'a key with a password',
      () => ({ TEMPORAL_TLS_CERT: paths.cert, TEMPORAL_TLS_KEY: paths.locked }),
      'TEMPORAL_TLS_KEY：私钥有口令保护',
    ],
    [
      'the key of another certificate',
      () => ({ TEMPORAL_TLS_CERT: paths.cert, TEMPORAL_TLS_KEY: paths.otherKey }),
      'TEMPORAL_TLS_KEY：不是 TEMPORAL_TLS_CERT 那份证书的私钥',
    ],
  ])('with %s are told by name', (_what, more, words) => {
    const { settings, faults } = readTemporalSettings({ ...here, ...more() });
    expect(settings).toBeNull();
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
    expect(() => temporalSettings({ ...here, ...more() })).toThrow(words);
  });

  test('are all told at once, by API and worker alike, with what else is wrong', () => {
    const environment = { CASELIGHT_DATA: 'x', TEMPORAL_TLS: 'maybe', TEMPORAL_TLS_CERT: paths.cert };
    for (const read of [readConfig, readWorkerConfig]) {
      expect(() => read(environment)).toThrow(/DATABASE_URL[\s\S]*TEMPORAL_ADDRESS[\s\S]*TEMPORAL_TLS：[\s\S]*TEMPORAL_TLS_KEY/);
    }
  });
});
