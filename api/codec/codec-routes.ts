/**
 * The codec server of Temporal's own pages: what a payload says, for those who may see every case. Each use is audited, with the
 * workflows whose content was asked for.
 */
import { whereItHappens } from '../audit/says.ts';
import type { Payload } from '@temporalio/common';
import { z } from 'zod';
import { isEncrypted, PayloadError, readingCodec, writtenFor } from '../../temporal/codec.ts';
import { sightOf } from '../access/visibility.ts';
import type { AuditPort } from '../audit/port.ts';
import type { Config } from '../config.ts';
import { forbidden, invalid } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';

const MOST_PAYLOADS = 1_000;
const BODY_LIMIT = 8 * 1024 * 1024;

const payloadSchema = z
  .object({ metadata: z.record(z.string(), z.base64()).default({}), data: z.base64().default('') })
  .meta({ title: '载荷，protobuf JSON' });
const bodySchema = z.object({ payloads: z.array(payloadSchema).max(MOST_PAYLOADS, `一次最多${MOST_PAYLOADS}个`) });
type Wire = z.infer<typeof payloadSchema>;

const fromWire = ({ metadata, data }: Wire): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([name, bytes]) => [name, Buffer.from(bytes, 'base64')])),
  data: Buffer.from(data, 'base64'),
});
const base64 = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
const toWire = ({ metadata, data }: Payload): Wire => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)])),
  data: base64(data),
});

/** One that does not open says why in its place: the others of the page are still read. */
async function opened(payload: Payload): Promise<Payload> {
  try {
    return (await readingCodec.decode([payload]))[0] ?? payload;
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    return { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(error.message)) };
  }
}

export function codecRoutes({ config, audit }: { config: Pick<Config, 'temporalUiOrigin'>; audit: AuditPort }): Route[] {
  return [
    route(
      { roles: ['auditor', 'audit-admin'] },
      {
        method: 'post',
        path: '/codec/decode',
        id: 'decodePayloads',
        audit: whereItHappens('reveal'),
        tag: '运维',
        summary: '解密 Temporal 页面上的载荷',
        description: '供 Temporal 自己的页面调用（codec server）。只给可以查看全县案件的审计、监督人员；每次使用都记入审计。',
        // It changes nothing, and those pages cannot bear our token; their origin is asked for instead.
        withoutCsrfToken: true,
        body: bodySchema,
        bodyLimit: BODY_LIMIT,
        answers: { 200: { description: '解密后的载荷，次序不变', schema: z.object({ payloads: z.array(payloadSchema) }) } },
        handle: async ({ body, caller, request }) => {
          const payloads = body.payloads.map(fromWire);
          const workflows = [...new Set(payloads.filter(isEncrypted).map(writtenFor))].filter((id) => id !== '').sort();
          const told = (outcome: 'done' | 'refused') =>
            audit.write({
              what: 'reveal:temporal',
              actorId: caller.person.id,
              ...(workflows.length === 1 ? { subject: workflows[0]! } : {}),
              outcome,
              detail: { workflows, payloads: payloads.length },
              ...(request.ip === undefined ? {} : { address: request.ip }),
            });
          const { origin } = request.headers;
          if (config.temporalUiOrigin === undefined || origin !== config.temporalUiOrigin) {
            await told('refused');
            throw forbidden('foreign-origin', '只接受来自所登记的 Temporal 页面的请求', ['由运维人员设置 CASELIGHT_TEMPORAL_UI_ORIGIN']);
          }
          if (sightOf(caller.person) !== 'county') {
            await told('refused');
            throw forbidden('no-case-sight', '您不能查看案件内容', ['由执法监督人员查看']);
          }
          if (payloads.length === 0) throw invalid([{ path: 'payloads', title: '载荷', message: '没有要解密的内容' }]);
          // Written down before anything is shown: what nobody could write down is not shown.
          await told('done');
          return { body: { payloads: (await Promise.all(payloads.map(opened))).map(toWire) } };
        },
      },
    ),
  ];
}
