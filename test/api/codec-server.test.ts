/** The codec server of Temporal's pages: for whom, from where, and never unseen. */
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditNote } from '../../api/audit/port.ts';
import { clientCodec } from '../../temporal/codec.ts';
import { as, type Reply, send } from './client.ts';
import { newKey } from './keys.ts';
import { type OwnApp, ownApp } from './own-app.ts';
import { done, expectProblem } from './scenes.ts';

const UI = 'http://127.0.0.1:18233';
let app: OwnApp;
const written: AuditNote[] = [];
beforeAll(async () => {
  app = await ownApp({ CASELIGHT_TEMPORAL_UI_ORIGIN: UI }, { write: (entry) => Promise.resolve(void written.push(entry)) });
});
afterAll(() => app?.close());

const wire = ({ metadata, data }: { metadata?: Record<string, Uint8Array> | null; data?: Uint8Array | null }) => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')])),
  data: Buffer.from(data ?? []).toString('base64'),
});
const sealed = async (value: unknown, workflowId = 'case-1') => {
  const context = { type: 'workflow', namespace: 'default', workflowId } as const;
  return wire((await clientCodec.encode([defaultPayloadConverter.toPayload(value)!], context))[0]!);
};
const ask = async (username: string, payloads: unknown[], headers: Record<string, string> = { Origin: UI }): Promise<Reply> => {
  const { cookie } = await as(username);
  return send(app.base, 'POST', '/codec/decode', { body: { payloads }, headers: { Cookie: cookie, 'X-Namespace': 'default', ...headers } });
};
const textOf = (reply: Reply, n = 0): string => Buffer.from(reply.body.payloads[n].data, 'base64').toString('utf8');

describe('payloads on Temporal’s pages', () => {
  it('are opened for an auditor who asks from there, and that is written down', async () => {
    written.length = 0;
    const reply = await ask('auditor', [await sealed({ 当事人: '张三' }), await sealed('二', 'whistle-2')]);
    expect(textOf(done(reply))).toBe('{"当事人":"张三"}');
    expect(textOf(reply, 1)).toBe('"二"');
    expect(reply.headers.get('access-control-allow-origin')).toBe(UI);
    expect(reply.headers.get('access-control-allow-credentials')).toBe('true');
    expect(written).toMatchObject([
      { what: 'reveal:temporal', actorId: 'auditor', outcome: 'done', detail: { workflows: ['case-1', 'whistle-2'], payloads: 2 } },
    ]);
    expect(JSON.stringify(written)).not.toContain('张三');
  });

  it('that do not open say why, and the others are still read', async () => {
    const one = await sealed('一');
    const other = { ...one, metadata: { ...one.metadata, 'encryption-key-id': Buffer.from('k-lost').toString('base64') } };
    const reply = done(await ask('auditor', [other, one]));
    expect(textOf(reply)).toContain('k-lost');
    expect(textOf(reply, 1)).toBe('"一"');
  });

  it.each(['sysadmin', 'securityadmin', 'dispatcher', 'handler1', 'bureauhead', 'listadmin'])('are not opened for %s', async (username) => {
    expectProblem(await ask(username, [await sealed('一')]), 403, 'role-required');
  });

  it('are not opened for who keeps the audit and sees no cases', async () => {
    written.length = 0;
    expectProblem(await ask('auditadmin', [await sealed('一')]), 403, 'no-case-sight');
    expect(written).toMatchObject([{ outcome: 'refused', actorId: 'auditadmin' }]);
  });

  it('are not opened from anywhere else, for a key, or without a session', async () => {
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, {}] as Record<string, string>[]) {
      const reply = await ask('auditor', [await sealed('一')], headers);
      expectProblem(reply, 403, 'foreign-origin');
      expect(reply.headers.get('access-control-allow-origin')).toBeNull();
    }
    const key = await newKey({ scopes: ['cases:read'], area: 'county' });
    const body = { payloads: [await sealed('一')] };
    expectProblem(
      await send(app.base, 'POST', '/codec/decode', { body, headers: { Origin: UI, Authorization: `Bearer ${key}` } }),
      403,
      'people-only',
    );
    expectProblem(await send(app.base, 'POST', '/codec/decode', { body, headers: { Origin: UI } }), 401, 'not-signed-in');
  });

  it('are asked for by a browser beforehand, which hears yes for those pages alone', async () => {
    const before = (origin: string) =>
      send(app.base, 'OPTIONS', '/codec/decode', { headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' } });
    expect((await before(UI)).headers.get('access-control-allow-origin')).toBe(UI);
    expect((await before('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
