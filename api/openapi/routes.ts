/** The API's own description, for programs and for people. */
import { z } from 'zod';
import { ofNobody } from '../audit/says.ts';
import { publicRoute, type Route, SENT } from '../http/route.ts';
import { docsPage } from './docs-page.ts';
import { openApiDocument } from './document.ts';

export function openApiRoutes(described: readonly Route[]): Route[] {
  // Made when first asked for: nothing of it changes while the process runs.
  let made: { json: string; html: string } | null = null;
  const document = () => {
    if (!made) {
      const built = openApiDocument([...described, ...routes]);
      made = { json: JSON.stringify(built), html: docsPage(built) };
    }
    return made;
  };
  const routes: Route[] = [
    publicRoute({
      method: 'get',
      path: '/openapi.json',
      id: 'openapi',
      audit: ofNobody(),
      tag: '文档',
      summary: '接口描述（OpenAPI 3.1）',
      answers: { 200: { description: 'OpenAPI 文档', schema: z.object({ openapi: z.literal('3.1.0') }).loose() } },
      handle: async ({ response }) => {
        response.type('application/json').set('Cache-Control', 'public, max-age=60').send(document().json);
        return SENT;
      },
    }),
    publicRoute({
      method: 'get',
      path: '/docs',
      id: 'docs',
      audit: ofNobody(),
      tag: '文档',
      summary: '接口文档（网页）',
      answers: { 200: { description: '网页', type: 'text/html' } },
      handle: async ({ response }) => {
        response.type('html').set('Cache-Control', 'public, max-age=60').send(document().html);
        return SENT;
      },
    }),
  ];
  return routes;
}
