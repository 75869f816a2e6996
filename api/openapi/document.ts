/** The OpenAPI 3.1 document, made from the routes' own schemas: nothing in it is written twice. */
import { z } from 'zod';
import { rolesInWords } from '../../domain/roles.ts';
import { PROBLEM_TITLES } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import { problemSchema } from './problem-schema.ts';

type Json = Record<string, unknown>;

/** JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. What a schema cannot say in JSON stands open. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json;
  return made;
}

function parametersOf(schema: z.ZodType | undefined, place: 'query' | 'path'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties).map(([name, own]) => {
    const { title, ...rest } = own;
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(title ? { description: title } : {}),
      schema: rest,
    };
  });
}

const HEADERS: Record<string, Json> = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', maxLength: 200 },
    description: '同一键重发得到同一结果，不会重复办理；用于另一内容时 422',
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    required: false,
    schema: { type: 'string', examples: ['"12"'] },
    description: '所看到的案件版本；案件已有新的变化时 412',
  },
};

/** The failures a route can have by what it is; each is the same problem shape. */
function failuresOf(route: Route): number[] {
  const signedIn = route.access !== 'anyone';
  const unsafe = route.method !== 'get';
  return [
    ...(unsafe && !route.streams ? [400, 415] : []),
    ...(signedIn ? [401, 403] : []),
    ...(route.path.includes('{') ? [404] : []),
    ...(route.tag === '案件命令' || (/accept|merge|reject|import|^\/cases$/.test(route.path) && unsafe) ? [409] : []),
    ...(route.headers?.includes('If-Match') ? [412] : []),
    ...(unsafe ? [413] : []),
    422,
    ...(route.fails ?? []),
    503,
  ];
}

function bodyOf(route: Route): Json {
  if (route.streams === 'multipart/form-data') {
    const file = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } };
  }
  if (route.streams === 'application/x-www-form-urlencoded') {
    const form = { type: 'object', properties: { logout_token: { type: 'string' } }, required: ['logout_token'] };
    return { requestBody: { required: true, content: { [route.streams]: { schema: form } } } };
  }
  const schema = route.documentedBody ?? route.body;
  return schema ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(schema, 'input') } } } } : {};
}

function securityOf(route: Route): Json {
  if (route.access === 'anyone') return { security: [] };
  const session = route.method === 'get' ? { session: [] } : { session: [], csrf: [] };
  return { security: route.access.scope ? [session, { key: [] }] : [session] };
}

const whoSees = (path: string): string =>
  path.includes('{caseId}')
    ? '人员：可以查看该案件的人员。'
    : path.includes('{leadId}')
      ? '人员：可以查看该线索的人员。'
      : '人员：任何已登录的人员。';

function whoOf(route: Route): string {
  if (route.access === 'anyone') return '';
  const { roles, scope } = route.access;
  return [roles ? `人员：${rolesInWords(roles)}。` : whoSees(route.path), ...(scope ? [`接口密钥：权限 ${scope}。`] : [])].join(' ');
}

function operationOf(route: Route): Json {
  const answers = Object.entries(route.answers).map(([status, answer]) => {
    const content = answer.schema
      ? { content: { 'application/json': { schema: schemaOf(answer.schema, 'output') } } }
      : answer.type
        ? { content: { [answer.type]: {} } }
        : {};
    return [status, { description: answer.description, ...content }];
  });
  const failures = failuresOf(route).map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]);
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, whoOf(route)].filter(Boolean).join('\n\n'),
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(route.headers ?? []).map((name) => HEADERS[name]),
    ],
    ...bodyOf(route),
    ...securityOf(route),
    responses: Object.fromEntries([...answers, ...failures]),
  };
}

export function openApiDocument(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) if (!route.undocumented) (paths[route.path] ??= {})[route.method] = operationOf(route);
  const statuses = [...new Set(routes.flatMap(failuresOf))].sort();
  return {
    openapi: '3.1.0',
    info: {
      title: '案灯 Caselight',
      version: '1.0.0',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: [
        '时刻都是带时区的 ISO 8601；编号不含义。列表回答 items 和 nextCursor。灯和期限按回答的时刻推算。',
        '没有办成的一律回答 RFC 9457 problem：detail 是一句中文，code 供程序判断，needs 说明怎样才能办成，422 的 errors 逐项指出字段。',
        '浏览器用会话 Cookie，改动请求另带 X-CSRF-Token；机器用 Authorization: Bearer 接口密钥。',
      ].join('\n\n'),
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      responses: Object.fromEntries(
        statuses.map((status) => [
          `Problem${status}`,
          {
            description: PROBLEM_TITLES[status] ?? '未能完成',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'caselight' },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
        key: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}
