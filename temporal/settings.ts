/**
 * What the environment says of Temporal: where it is, whose data, and how we prove who we are. API, worker and tools
 * read it here and nowhere else; every fault is told by the name of its variable.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** As the SDK's client and its worker both take it. */
export interface TlsSettings {
  /** Name that the server's certificate must bear, where it is not the one in the address. */
  serverNameOverride?: string;
  /** PEM of the authorities that may vouch for the server; else those that the system trusts. */
  serverRootCACertificate?: Buffer;
  /** PEM of our own certificate (with what leads to its authority) and key: mutual TLS. */
  clientCertPair?: { crt: Buffer; key: Buffer };
}

export interface TemporalSettings {
  /** host:port */
  address: string;
  namespace: string;
  apiKey?: string;
  /** Undefined: unencrypted. */
  tls?: TlsSettings;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that only mean something to a server elsewhere: the one that `npm start` runs itself needs none. */
export const CREDENTIALS = [
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS',
  'TEMPORAL_TLS_CA',
  'TEMPORAL_TLS_CERT',
  'TEMPORAL_TLS_KEY',
  'TEMPORAL_TLS_SERVER_NAME',
] as const;

export interface Reading {
  /** Null where something is wrong. */
  settings: TemporalSettings | null;
  /** `NAME: what is wrong`, in Chinese. */
  faults: string[];
}

export class TemporalSettingsError extends Error {
  override readonly name = 'TemporalSettingsError';
}

/** The settings, or one error that names everything that is wrong. */
export function temporalSettings(environment: Environment): TemporalSettings {
  const { settings, faults } = readTemporalSettings(environment);
  if (settings) return settings;
  throw new TemporalSettingsError(`Temporal 的连接设置有误：\n${faults.join('\n')}`);
}

/** Without an address in the environment: the server that runs on this machine, to which credentials are nothing. */
export const temporalSettingsOr = (environment: Environment, localAddress: string): TemporalSettings =>
  temporalSettings(
    given(environment, 'TEMPORAL_ADDRESS') === undefined
      ? { TEMPORAL_ADDRESS: localAddress, TEMPORAL_NAMESPACE: environment.TEMPORAL_NAMESPACE }
      : environment,
  );

export function readTemporalSettings(environment: Environment): Reading {
  const faults: string[] = [];
  const fault = (name: string, text: string): void => void faults.push(`${name}：${text}`);
  const value = (name: string): string | undefined => given(environment, name);

  const address = value('TEMPORAL_ADDRESS');
  if (address === undefined) fault('TEMPORAL_ADDRESS', '没有设置，应为“主机:端口”');
  else if (!isHostAndPort(address)) fault('TEMPORAL_ADDRESS', `应为“主机:端口”，不带 http:// 或路径，而不是“${address}”`);

  const apiKey = value('TEMPORAL_API_KEY');
  if (apiKey !== undefined && /[^\x21-\x7e]/.test(apiKey)) fault('TEMPORAL_API_KEY', '含有空白或非 ASCII 字符，可能没有复制完整');

  const wanted = value('TEMPORAL_TLS');
  if (wanted !== undefined && !['0', '1', 'true', 'false'].includes(wanted)) fault('TEMPORAL_TLS', `应为 0 或 1，而不是“${wanted}”`);
  const implied = CREDENTIALS.filter((name) => name !== 'TEMPORAL_TLS' && value(name) !== undefined);
  const refused = wanted === '0' || wanted === 'false';
  if (refused && implied.length > 0) fault('TEMPORAL_TLS', `设为不加密，却又设置了 ${implied.join('、')}`);

  const serverNameOverride = value('TEMPORAL_TLS_SERVER_NAME');
  const serverRootCACertificate = pemFile(value('TEMPORAL_TLS_CA'), (text) => fault('TEMPORAL_TLS_CA', text));
  const crt = pemFile(value('TEMPORAL_TLS_CERT'), (text) => fault('TEMPORAL_TLS_CERT', text));
  const key = pemFile(value('TEMPORAL_TLS_KEY'), (text) => fault('TEMPORAL_TLS_KEY', text));
  if (serverRootCACertificate) certificateIn(serverRootCACertificate, (text) => fault('TEMPORAL_TLS_CA', text));
  const certificate = crt && certificateIn(crt, (text) => fault('TEMPORAL_TLS_CERT', text));
  const privateKey = key && privateKeyIn(key, (text) => fault('TEMPORAL_TLS_KEY', text));
  if (certificate && privateKey && !certificate.checkPrivateKey(privateKey)) {
    fault('TEMPORAL_TLS_KEY', '不是 TEMPORAL_TLS_CERT 那份证书的私钥');
  }
  const [hasCertificate, hasKey] = [value('TEMPORAL_TLS_CERT') !== undefined, value('TEMPORAL_TLS_KEY') !== undefined];
  if (hasCertificate && !hasKey) fault('TEMPORAL_TLS_KEY', '没有设置：客户端证书与私钥应一同设置');
  if (hasKey && !hasCertificate) fault('TEMPORAL_TLS_CERT', '没有设置：客户端证书与私钥应一同设置');

  if (address === undefined || faults.length > 0) return { settings: null, faults };
  const secured = wanted === '1' || wanted === 'true' || implied.length > 0;
  const tls: TlsSettings = {
    ...(serverNameOverride ? { serverNameOverride } : {}),
    ...(serverRootCACertificate ? { serverRootCACertificate } : {}),
    ...(crt && key ? { clientCertPair: { crt, key } } : {}),
  };
  return {
    settings: {
      address,
      namespace: value('TEMPORAL_NAMESPACE') ?? 'default',
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(secured ? { tls } : {}),
    },
    faults,
  };
}

/** An empty variable is one that is not set. */
const given = (environment: Environment, name: string): string | undefined => environment[name]?.trim() || undefined;

function isHostAndPort(address: string): boolean {
  const match = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:/[\]]+)(?::(\d{1,5}))?$/.exec(address);
  const port = Number(match?.[1] ?? 7233);
  return match !== null && port >= 1 && port <= 65_535;
}

type Fault = (text: string) => void;

function pemFile(path: string | undefined, fault: Fault): Buffer | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path);
  } catch (error) {
    fault(`文件 ${path} 读不到（${(error as NodeJS.ErrnoException).code ?? String(error)}）`);
    return undefined;
  }
}

/** The first certificate of the file; every one in it must be readable. */
function certificateIn(pem: Buffer, fault: Fault): X509Certificate | undefined {
  const blocks = pem.toString('latin1').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) {
    fault('文件里没有 PEM 格式的证书（-----BEGIN CERTIFICATE-----）');
    return undefined;
  }
  try {
    return blocks.map((block) => new X509Certificate(block))[0];
  } catch {
    fault('文件里的证书无法解析，可能已损坏');
    return undefined;
  }
}

function privateKeyIn(pem: Buffer, fault: Fault): KeyObject | undefined {
  const text = pem.toString('latin1');
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    fault('文件里没有 PEM 格式的私钥（-----BEGIN PRIVATE KEY-----）');
    return undefined;
  }
  if (/ENCRYPTED/.test(text)) {
    fault('私钥有口令保护，请使用不带口令的私钥，并收紧文件权限');
    return undefined;
  }
  try {
    return createPrivateKey(pem);
  } catch {
    fault('文件里的私钥无法解析，可能已损坏');
    return undefined;
  }
}

/** Whether a collector for OpenTelemetry is named; only then is tracing.ts loaded. */
export const isTraced = (environment: Environment): boolean =>
  given(environment, 'OTEL_EXPORTER_OTLP_ENDPOINT') !== undefined || given(environment, 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') !== undefined;
