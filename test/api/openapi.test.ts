import { describe, expect, it } from 'vitest';
import { commandNames, specOf } from '../../domain/case/catalogue.ts';
import { testStack } from '../support/addresses.ts';
import { apiBase, as, send } from './client.ts';
import { done, leadOf, takenUp } from './scenes.ts';

type Json = Record<string, unknown>;
interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        requestBody?: { content: Record<string, { schema: Json }> };
        responses: Record<string, { content?: Record<string, { schema?: Json }> }>;
      }
    >
  >;
  components: { schemas: { Problem: Json }; responses: Json };
}

const read = async (): Promise<Document> => done(await send(apiBase(), 'GET', '/openapi.json')).body;

/** A small validator for what our own documents use of JSON Schema: enough to hold answers to them. */
function faults(schema: Json, value: unknown, path = '$'): string[] {
  const alternatives = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (alternatives) return alternatives.some((one) => faults(one, value, path).length === 0) ? [] : [`${path}: none of its forms`];
  const all = schema.allOf as Json[] | undefined;
  if (all) return all.flatMap((one) => faults(one, value, path));
  if (schema.const !== undefined) return value === schema.const ? [] : [`${path}: not ${String(schema.const)}`];
  if (Array.isArray(schema.enum)) return schema.enum.includes(value) ? [] : [`${path}: ${String(value)} not in ${schema.enum.join('|')}`];
  switch (schema.type) {
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: no object`];
      const {
        properties = {},
        required = [],
        additionalProperties,
      } = schema as { properties?: Record<string, Json>; required?: string[]; additionalProperties?: boolean | Json };
      const missing = required.filter((name) => (value as Json)[name] === undefined).map((name) => `${path}.${name}: missing`);
      const extra =
        additionalProperties === false
          ? Object.keys(value)
              .filter((name) => !(name in properties))
              .map((name) => `${path}.${name}: unknown`)
          : [];
      return [
        ...missing,
        ...extra,
        ...Object.entries(properties).flatMap(([name, own]) =>
          (value as Json)[name] === undefined ? [] : faults(own, (value as Json)[name], `${path}.${name}`),
        ),
      ];
    }
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) => faults((schema.items as Json | undefined) ?? {}, item, `${path}[${index}]`))
        : [`${path}: no list`];
    case 'string':
      return typeof value === 'string' && !(schema.format === 'date-time' && Number.isNaN(Date.parse(value)))
        ? []
        : [`${path}: no ${String(schema.format ?? 'string')}`];
    case 'integer':
      return Number.isInteger(value) ? [] : [`${path}: no integer`];
    case 'number':
      return typeof value === 'number' ? [] : [`${path}: no number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path}: no boolean`];
    case 'null':
      return value === null ? [] : [`${path}: not null`];
    default:
      return [];
  }
}

describe('the document', () => {
  it('is OpenAPI 3.1 and describes every command with its own fields', async () => {
    const document = await read();
    expect(document.openapi).toBe('3.1.0');
    for (const name of commandNames.filter((command) => command !== 'OpenCase')) {
      const operation = document.paths[`/cases/{caseId}/commands/${name}`]?.post;
      expect(operation, name).toMatchObject({ operationId: name, summary: specOf(name).label });
      expect(operation?.requestBody?.content['application/json']?.schema, name).toMatchObject({
        type: 'object',
        additionalProperties: false,
      });
    }
    expect(document.paths['/cases']?.post?.requestBody?.content['application/json']?.schema).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['title', 'townId']),
    });
  });

  it('has no name twice and no reference to nothing', async () => {
    const document = await read();
    const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    for (const [, kind, name] of references)
      expect((document.components as unknown as Record<string, Json>)[kind!]![name!], `${kind}/${name}`).toBeDefined();
  });

  it('is shown to people without a script', async () => {
    const reply = await send(apiBase(), 'GET', '/docs');
    expect(reply.headers.get('content-type')).toMatch(/^text\/html/);
    expect(reply.body).toContain('立案');
    expect(reply.body).not.toMatch(/<script|https?:\/\/(?!127)/);
  });
});

describe('answers are what the document says', () => {
  it('for each kind of answer', async () => {
    const document = await read();
    const caseId = await takenUp();
    const dispatcher = await as('dispatcher');
    const lead = done(await dispatcher.post('/leads', leadOf()), 201).body;
    const asked: [string, string, Promise<{ status: number; body: unknown }>][] = [
      ['/session', 'get', dispatcher.get('/session')],
      ['/session/demo', 'get', dispatcher.get('/session/demo')],
      ['/leads', 'get', dispatcher.get('/leads')],
      ['/leads/{leadId}', 'get', dispatcher.get(`/leads/${lead.id}`)],
      ['/cases', 'get', dispatcher.get('/cases?count=true')],
      ['/cases/{caseId}', 'get', dispatcher.get(`/cases/${caseId}`)],
      ['/cases/{caseId}/events', 'get', dispatcher.get(`/cases/${caseId}/events`)],
      ['/cases/{caseId}/terms', 'get', dispatcher.get(`/cases/${caseId}/terms`)],
      ['/cases/{caseId}/tier', 'get', dispatcher.get(`/cases/${caseId}/tier`)],
      ['/cases/{caseId}/next', 'get', dispatcher.get(`/cases/${caseId}/next`)],
      ['/cases/{caseId}/verify', 'get', dispatcher.get(`/cases/${caseId}/verify`)],
      ['/cases/{caseId}/history', 'get', (await as('auditor')).get(`/cases/${caseId}/history`)],
      ['/cases/{caseId}/files', 'get', dispatcher.get(`/cases/${caseId}/files`)],
      ['/cases/{caseId}/commands/AddNote', 'post', (await as('handler1')).command(caseId, 'AddNote', { text: '一' })],
      ['/board', 'get', dispatcher.get('/board')],
      ['/board/forecast', 'get', dispatcher.get('/board/forecast')],
      ['/me/work', 'get', dispatcher.get('/me/work')],
      ['/lists/matters', 'get', dispatcher.get('/lists/matters')],
      ['/lists/matters/versions', 'get', dispatcher.get('/lists/matters/versions')],
      ['/lists/people', 'get', dispatcher.get('/lists/people')],
      ['/lists/units', 'get', dispatcher.get('/lists/units')],
      ['/lists/departments', 'get', dispatcher.get('/lists/departments')],
      ['/lists/calendar', 'get', dispatcher.get('/lists/calendar')],
      ['/lists/policy', 'get', dispatcher.get('/lists/policy')],
      ['/derive/term', 'post', dispatcher.post('/derive/term', { unit: 'month', length: 3, anchor: '2026-01-31' })],
      ['/derive/dispatch', 'post', dispatcher.post('/derive/dispatch', { text: '占道经营' })],
      ['/leads/{leadId}/accept', 'post', dispatcher.post(`/leads/${lead.id}/accept`, {})],
    ];
    for (const [path, method, asking] of asked) {
      const { status, body } = await asking;
      const schema = document.paths[path]?.[method]?.responses[String(status)]?.content?.['application/json']?.schema;
      expect(schema, `${method} ${path} ${status} ${JSON.stringify(body).slice(0, 300)}`).toBeDefined();
      expect(faults(schema!, body), `${method} ${path}`).toEqual([]);
    }
  });

  it('also for problems', async () => {
    const document = await read();
    const visitor = await as('handler1');
    for (const reply of [
      await visitor.get('/cases/nobody'),
      await visitor.post('/leads', {}),
      await visitor.raw('POST', '/leads', '{', { 'Content-Type': 'application/json' }),
      await send(apiBase(), 'GET', '/cases'),
      await visitor.get('/nothing'),
    ])
      expect(faults(document.components.schemas.Problem, reply.body)).toEqual([]);
  });
});

describe('beside the API', () => {
  const base = () => testStack().apiUrl;

  it('health, readiness by part, metrics', async () => {
    expect((await send(base(), 'GET', '/healthz')).body).toEqual({ ok: true });
    expect((await send(base(), 'GET', '/readyz')).body).toMatchObject({
      ok: true,
      parts: { postgres: { ok: true }, temporal: { ok: true }, evidence: { ok: true }, lists: { ok: true } },
    });
    const metrics = (await send(base(), 'GET', '/metrics')).body as string;
    expect(metrics).toContain('caselight_http_request_seconds_bucket');
    expect(metrics).toContain('route="/api/v1/cases/:caseId"');
    expect(metrics).not.toMatch(/route="[^"]*[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('security headers, and no word of what serves it', async () => {
    const { headers } = await send(base(), 'GET', '/healthz');
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self'(;|$)/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it.each(['/api', '/api/', '/api/v2/cases', '/api/secret'])('%s is no page', async (path) => {
    const reply = await send(base(), 'GET', path, { headers: { Accept: 'text/html' } });
    expect(reply.status).toBe(404);
    expect(reply.headers.get('content-type')).toMatch(/problem\+json/);
  });
});
