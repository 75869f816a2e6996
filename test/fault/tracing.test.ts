/**
 * With a collector named, a request is a trace from its caller to Temporal, and activities are spans; cases run on as
 * without.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stack } from '../../tools/stack/stack.ts';
import { Client } from '../../tools/tour/client.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { openCase } from './steady-hand.ts';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  service: string;
}

/** A collector as far as we speak to one: OTLP over HTTP, as JSON. */
const spans: Span[] = [];
let collector: Server;
let stack: Stack;

interface Body {
  resourceSpans: { resource: { attributes: { key: string; value: { stringValue?: string } }[] }; scopeSpans: { spans: Span[] }[] }[];
}

beforeAll(async () => {
  collector = createServer((request, response) => {
    let text = '';
    request
      .setEncoding('utf8')
      .on('data', (chunk: string) => (text += chunk))
      .on('end', () => {
        for (const { resource, scopeSpans } of (JSON.parse(text) as Body).resourceSpans) {
          const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
          for (const each of scopeSpans) spans.push(...each.spans.map((span) => ({ ...span, service })));
        }
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const { port } = collector.address() as AddressInfo;
  stack = await startTestStack(undefined, {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_BSP_SCHEDULE_DELAY: '200' },
  });
});
afterAll(async () => {
  await stopTestStack(stack);
  await new Promise((resolve) => collector.close(resolve));
});

describe('a traced command', () => {
  test('is under its caller’s trace, and what a case does by itself is traced too', async () => {
    const dispatcher = await Client.signedIn(stack.apiUrl, 'dispatcher');
    const caseId = await openCase(dispatcher, '有踪可循');
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await dispatcher.ask(
      'POST',
      `/cases/${caseId}/commands/AddNote`,
      { text: '追踪' },
      { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    );
    const mine = () => spans.filter((span) => span.traceId === traceId);
    await expect
      .poll(() => mine().map(({ service, name }) => `${service} ${name}`), { timeout: 20_000 })
      .toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^caselight-api POST \/api\/v1\/cases\/:\w+\/commands\/:?\w+$/),
          'caselight-api StartWorkflowUpdate:command',
        ]),
      );
    const request = mine().find(({ name }) => name.startsWith('POST'));
    expect(request?.parentSpanId).toBe('b7ad6b7169203331');
    expect(mine().find(({ name }) => name.startsWith('StartWorkflowUpdate'))?.parentSpanId).toBe(request?.spanId);
    // The installation's own tick is always about; what a worker does for a case shows under its own name.
    expect(mine().every(({ service }) => service === 'caselight-api')).toBe(true);
    expect(JSON.stringify(spans)).not.toContain('追踪');
  });
});
