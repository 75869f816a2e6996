import { describe, expect, it } from 'vitest';
import { readConfig } from '../../api/config.ts';
import { deviceOf } from '../../api/session/devices.ts';

const BASE = { DATABASE_URL: 'postgresql://x/y', CASELIGHT_DATA: '/tmp/x', TEMPORAL_ADDRESS: '127.0.0.1:7233' };
const config = (more: Record<string, string>) => readConfig({ ...BASE, ...more });
const OIDC = { CASELIGHT_OIDC_ISSUER: 'https://id.example', CASELIGHT_OIDC_CLIENT_ID: 'caselight', CASELIGHT_OIDC_CLIENT_SECRET: 's' };

describe('demo mode', () => {
  const demo = (more: Record<string, string>) => () => config({ CASELIGHT_DEMO: '1', ...more });

  it.each([
    ['CASELIGHT_OIDC_ISSUER', { ...OIDC, CASELIGHT_PUBLIC_URL: 'http://127.0.0.1:8600' }],
    ['CASELIGHT_PUBLIC_URL', { CASELIGHT_PUBLIC_URL: 'https://caselight.example' }],
    ['CASELIGHT_PUBLIC_URL', { CASELIGHT_PUBLIC_URL: 'https://localhost:8443' }],
    ['CASELIGHT_PUBLIC_URL', { CASELIGHT_PUBLIC_URL: 'http://caselight.example' }],
    ['CASELIGHT_HOST', { CASELIGHT_HOST: '0.0.0.0' }],
    ['CASELIGHT_HOST', { CASELIGHT_HOST: '::' }],
    ['CASELIGHT_HOST', { CASELIGHT_HOST: '10.1.2.3' }],
    ['CASELIGHT_TRUST_PROXY', { CASELIGHT_TRUST_PROXY: '1' }],
  ])('refuses to start beside %s and names it: %j', (name, more) => {
    expect(demo(more)).toThrow(new RegExp(`CASELIGHT_DEMO 与 ${name}`));
    expect(() => config({ CASELIGHT_DEMO: '0', ...(name === 'CASELIGHT_OIDC_ISSUER' ? OIDC : {}), ...more })).not.toThrow();
  });

  it.each<Record<string, string>>([
    {},
    { CASELIGHT_HOST: '::1' },
    { CASELIGHT_HOST: 'localhost' },
    { CASELIGHT_PUBLIC_URL: 'http://localhost:8600' },
  ])('runs on this machine: %j', (more) => expect(demo(more)).not.toThrow());

  it('asks for no second factor; everything else does', () => {
    expect(config({ CASELIGHT_DEMO: '1' }).factorDemanded).toBe(false);
    expect(config({}).factorDemanded).toBe(true);
  });
});

describe('the settings of sign-in', () => {
  const oidc = (more: Record<string, string | undefined>) => () =>
    readConfig({ ...BASE, ...OIDC, CASELIGHT_PUBLIC_URL: 'https://caselight.example', ...more });

  it('takes a provider with all that it needs', () => {
    expect(oidc({})().oidc).toMatchObject({ clientId: 'caselight', signedBy: 'RS256', name: '统一身份认证', trustedAmr: [] });
    expect(oidc({ CASELIGHT_OIDC_TRUSTED_AMR: 'mfa, hwk' })().oidc?.trustedAmr).toEqual(['mfa', 'hwk']);
  });

  it.each([
    ['CASELIGHT_OIDC_ISSUER', { CASELIGHT_OIDC_ISSUER: 'http://id.example' }],
    ['CASELIGHT_OIDC_CLIENT_ID', { CASELIGHT_OIDC_CLIENT_ID: undefined }],
    ['CASELIGHT_OIDC_CLIENT_SECRET', { CASELIGHT_OIDC_CLIENT_SECRET: undefined }],
    ['CASELIGHT_OIDC_PRIVATE_KEY_FILE', { CASELIGHT_OIDC_PRIVATE_KEY_FILE: '/nowhere/key.pem' }],
    ['CASELIGHT_PUBLIC_URL', { CASELIGHT_PUBLIC_URL: undefined }],
    ['CASELIGHT_OIDC_SIGNED_BY', { CASELIGHT_OIDC_SIGNED_BY: 'HS256' }],
    ['CASELIGHT_OIDC_SIGNED_BY', { CASELIGHT_OIDC_SIGNED_BY: 'none' }],
    ['CASELIGHT_SECRET_KEY', { CASELIGHT_SECRET_KEY: 'too short' }],
  ])('names what is wrong: %s', (name, more) => expect(oidc(more)).toThrow(new RegExp(name)));

  it('refuses a system that nobody can sign in to', () => {
    expect(() => config({ CASELIGHT_LOCAL_ACCOUNTS: '0' })).toThrow(/没有人能登录/);
    expect(oidc({ CASELIGHT_LOCAL_ACCOUNTS: '0' })().localAccounts).toBe(false);
  });
});

describe('a device', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
      'Chrome 131，Windows 10',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128，Linux'],
    ['curl/8.5.0', 'curl/8.5.0'],
    [null, '未知设备'],
  ])('is told in words: %s', (userAgent, words) => expect(deviceOf(userAgent)).toBe(words));
});
