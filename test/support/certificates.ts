/**
 * Certificates for tests of TLS, made anew each time: an authority, and what it vouches for. Node reads certificates
 * but writes none, and a user's machine may have no openssl; the few lines of ASN.1 that they need are here.
 */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Issued {
  certificate: string;
  key: string;
}

export interface Authority extends Issued {
  /** A certificate for these names (`localhost`, `127.0.0.1`), for servers and clients alike. */
  issue(commonName: string, names?: readonly string[]): Issued;
}

const tag = (number: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  if (body.length < 128) return Buffer.concat([Buffer.from([number, body.length]), body]);
  const length = body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([number, ...length]), body]);
};
const sequence = (...parts: Buffer[]): Buffer => tag(0x30, ...parts);
const oid = (...bytes: number[]): Buffer => tag(0x06, Buffer.from(bytes));
const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const commonNameOf = (name: string): Buffer => sequence(tag(0x31, sequence(oid(0x55, 0x04, 0x03), tag(0x0c, Buffer.from(name)))));
const instant = (date: Date): Buffer => tag(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const extension = (id: Buffer, value: Buffer): Buffer => sequence(id, tag(0x01, Buffer.from([0xff])), tag(0x04, value));
const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')}\n-----END CERTIFICATE-----\n`;

const alternativeName = (name: string): Buffer =>
  /^[\d.]+$/.test(name) ? tag(0x87, Buffer.from(name.split('.').map(Number))) : tag(0x82, Buffer.from(name));

function certify(subject: string, subjectKey: KeyObject, issuer: string, issuerKey: KeyObject, extensions: Buffer[]): string {
  const body = sequence(
    tag(0xa0, tag(0x02, Buffer.from([2]))),
    tag(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    commonNameOf(issuer),
    sequence(instant(new Date(Date.now() - 3_600_000)), instant(new Date(Date.now() + 86_400_000))),
    commonNameOf(subject),
    subjectKey.export({ type: 'spki', format: 'der' }),
    tag(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, issuerKey);
  return pem(sequence(body, ecdsaWithSha256, tag(0x03, Buffer.from([0]), signature)));
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const keyText = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;

export function createAuthority(name = 'test authority'): Authority {
  const own = newKeys();
  const isAuthority = extension(oid(0x55, 0x1d, 0x13), sequence(tag(0x01, Buffer.from([0xff]))));
  return {
    certificate: certify(name, own.publicKey, name, own.privateKey, [isAuthority]),
    key: keyText(own.privateKey),
    issue: (commonName, names = [commonName]) => {
      const keys = newKeys();
      const alternatives = extension(oid(0x55, 0x1d, 0x11), sequence(...names.map(alternativeName)));
      return { certificate: certify(commonName, keys.publicKey, name, own.privateKey, [alternatives]), key: keyText(keys.privateKey) };
    },
  };
}

/** Writes a text into the folder; answers the path, as a variable names it. */
export function fileIn(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
