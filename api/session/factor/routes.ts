/** Setting up, passing and removing the second factor. */
import { ofOneself, whereItHappens } from '../../audit/says.ts';
import { z } from 'zod';
import type { AuditPort } from '../../audit/port.ts';
import type { Config } from '../../config.ts';
import { newRecoveryCodes } from './recovery.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { requireRecentProof } from '../authenticate.ts';
import type { SessionCaller } from '../caller.ts';
import { addressOf, sessionAnswer, settle } from '../enter.ts';
import { instant, sessionSchema } from '../schemas.ts';
import type { Sessions } from '../session-store.ts';
import { type FactorServices, factorsOf, requireProof } from './factors.ts';
import { addPasskey, creationOptions, placeOf, requestOptions } from './passkeys.ts';
import { beginTotp, takeTotp } from './totp.ts';

export interface FactorRouteServices extends FactorServices {
  config: Pick<Config, 'publicUrl' | 'factorDemanded'>;
  sessions: Sessions;
  audit: AuditPort;
}

const tag = '登录';
const path = '/session/second-factor';

const codeField = z
  .string()
  .trim()
  .regex(/^\d{6}$/, '应为6位数字')
  .meta({ title: '验证码' });
/** What a browser's authenticator answers; looked into by the library that made the question. */
const credentialField = z.looseObject({ id: z.string().min(1).max(2_000) }).meta({ title: '通行密钥' });

const factorsSchema = z.object({
  state: z.enum(['none', 'set-up', 'due', 'passed']),
  demanded: z.boolean(),
  totpSince: instant.nullable(),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: instant, lastUsedAt: instant.nullable() })),
  recoveryCodes: z.int(),
});
const codesField = z.array(z.string()).nullable().meta({ title: '恢复码', description: '只显示这一次；原来已有的不变，为 null' });
const setUpSchema = z.object({ session: sessionSchema, recoveryCodes: codesField });
const optionsSchema = z.looseObject({ challenge: z.string() });

export function factorRoutes(services: FactorRouteServices): Route[] {
  const { config, database, sessions, audit, seal } = services;
  const place = (request: Parameters<typeof placeOf>[0]) => placeOf(request, config.publicUrl);

  /** The second factor counts from here on: the session goes on under a new token. */
  const passed = async (caller: SessionCaller, context: Parameters<typeof settle>[2]) => {
    const session = await sessions.passFactor(caller.sessionId, context.now);
    if (!session) throw new Problem(401, 'session-expired', '登录已过期，请重新登录', { needs: ['登录后再试'] });
    return sessionAnswer(await settle({ config, sessions }, session, context));
  };
  /** The first of them comes with recovery codes. */
  const setUp = async (caller: SessionCaller, what: string, context: Parameters<typeof settle>[2]) => {
    const { recoveryCodes } = await factorsOf(database, caller, config.factorDemanded);
    const codes = recoveryCodes === 0 ? await database.transaction((queries) => newRecoveryCodes(queries, caller.person.id)) : null;
    await note(caller, context.request, 'session:second-factor-set-up', { what });
    return { body: { session: await passed(caller, context), recoveryCodes: codes } };
  };
  const note = (caller: SessionCaller, request: Parameters<typeof addressOf>[0], what: string, detail: Record<string, unknown>) =>
    audit.write({ what, actorId: caller.person.id, subject: caller.person.id, outcome: 'done', detail, address: addressOf(request) });

  /** What guards an administrator's account is replaced, not taken away. */
  const requireAnother = async (caller: SessionCaller, remaining: (factors: { totp: boolean; passkeys: string[] }) => boolean) => {
    const factors = await factorsOf(database, caller, config.factorDemanded);
    if (remaining({ totp: factors.totpSince !== null, passkeys: factors.passkeys.map(({ id }) => id) })) return;
    if (factors.demanded) throw new Problem(409, 'last-factor', '管理员的第二验证不能全部移除', { needs: ['先设置另一种，再移除这一种'] });
    await database.run('delete from recovery_code where person_id = $1', [caller.person.id]);
  };

  return [
    route(
      {},
      {
        method: 'get',
        path,
        id: 'readSecondFactors',
        audit: ofOneself(),
        tag,
        summary: '我的第二验证',
        answers: { 200: { description: '已设置的验证方式', schema: factorsSchema } },
        handle: async ({ caller }) => ({ body: await factorsOf(database, caller, config.factorDemanded) }),
      },
    ),
    route(
      {},
      {
        method: 'post',
        path,
        id: 'passSecondFactor',
        audit: whereItHappens(),
        fails: [409, 429],
        tag,
        summary: '通过第二验证',
        description: '验证码、恢复码、通行密钥三者之一。通过后会话换用新的 Cookie 和 csrfToken。',
        body: z.union([
          z.strictObject({ code: codeField }),
          z.strictObject({ recoveryCode: z.string().min(1).max(60).meta({ title: '恢复码' }) }),
          z.strictObject({ passkey: credentialField }),
        ]),
        answers: { 200: { description: '已通过', schema: sessionSchema } },
        handle: async ({ body, caller: who, request, response, now }) => {
          const caller = who;
          const how = Object.keys(body)[0];
          try {
            await requireProof(services, caller, body, () => place(request), now);
          } catch (error) {
            if (error instanceof Problem && error.code === 'wrong-second-factor') {
              await audit.write({
                what: 'session:second-factor',
                actorId: caller.person.id,
                subject: caller.person.id,
                outcome: 'refused',
                detail: { how },
                address: addressOf(request),
              });
            }
            throw error;
          }
          await note(caller, request, 'session:second-factor', { how });
          return { body: await passed(caller, { request, response, now }) };
        },
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: `${path}/passkey-request`,
        id: 'askPasskey',
        audit: whereItHappens(),
        fails: [409],
        tag,
        summary: '开始用通行密钥验证',
        answers: { 200: { description: '交给浏览器的选项', schema: optionsSchema } },
        handle: async ({ caller, request, now }) => {
          const { person, sessionId } = caller;
          return { body: await requestOptions(database, { personId: person.id, sessionId }, place(request), now) };
        },
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: `${path}/totp`,
        id: 'beginTotp',
        audit: whereItHappens(),
        fails: [409],
        tag,
        summary: '开始设置验证器',
        answers: { 200: { description: '密钥，以二维码显示；确认前不生效', schema: z.object({ secret: z.string(), uri: z.string() }) } },
        handle: async ({ caller: who, now }) => {
          const caller = who;
          requireRecentProof(caller, now);
          const begun = await beginTotp(services, { personId: caller.person.id, username: caller.username }, now);
          if (!begun) throw new Problem(409, 'totp-there', '已经设置过验证器', { needs: ['先移除原来的，再重新设置'] });
          return { body: begun };
        },
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: `${path}/totp/confirmation`,
        id: 'confirmTotp',
        audit: whereItHappens(),
        fails: [429],
        tag,
        summary: '确认验证器',
        body: z.strictObject({ code: codeField }),
        answers: { 200: { description: '已生效', schema: setUpSchema } },
        handle: async ({ body, caller: who, request, response, now }) => {
          const caller = who;
          requireRecentProof(caller, now);
          const claim = await services.limits.claimGuess('totp-set-up', caller.person.id, now);
          if (!(await takeTotp({ database, seal }, { personId: caller.person.id, code: body.code, confirm: true }, now))) {
            throw new Problem(422, 'wrong-code', '验证码不对', {
              needs: ['输入验证器当前显示的6位数字；手机时间须准确'],
              errors: [{ path: 'code', title: '验证码', message: '验证码不对，请输入验证器当前显示的6位数字' }],
            });
          }
          await claim.right();
          return setUp(caller, 'totp', { request, response, now });
        },
      },
    ),
    route(
      {},
      {
        method: 'delete',
        path: `${path}/totp`,
        id: 'removeTotp',
        audit: whereItHappens(),
        fails: [404, 409],
        tag,
        summary: '移除验证器',
        answers: { 204: { description: '已移除' } },
        handle: async ({ caller: who, request, now }) => {
          const caller = who;
          requireRecentProof(caller, now);
          await requireAnother(caller, ({ passkeys }) => passkeys.length > 0);
          const removed = await database.run('delete from totp_factor where person_id = $1', [caller.person.id]);
          if (removed === 0) throw notFound('没有设置过验证器');
          await note(caller, request, 'session:second-factor-removed', { what: 'totp' });
          return {};
        },
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: `${path}/passkeys/creation`,
        id: 'beginPasskey',
        audit: whereItHappens(),
        fails: [409],
        tag,
        summary: '开始登记通行密钥',
        answers: { 200: { description: '交给浏览器的选项', schema: optionsSchema } },
        handle: async ({ caller: who, request, now }) => {
          const caller = who;
          requireRecentProof(caller, now);
          return { body: await creationOptions(database, caller, place(request), now) };
        },
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: `${path}/passkeys`,
        id: 'addPasskey',
        audit: whereItHappens(),
        fails: [409],
        tag,
        summary: '登记通行密钥',
        body: z.strictObject({
          name: z.string().trim().min(1, '请填写名称').max(40).meta({ title: '名称', description: '如“办公室电脑”' }),
          passkey: credentialField,
        }),
        answers: { 200: { description: '已登记', schema: setUpSchema } },
        handle: async ({ body, caller: who, request, response, now }) => {
          const caller = who;
          requireRecentProof(caller, now);
          const added = { personId: caller.person.id, sessionId: caller.sessionId, name: body.name, answer: body.passkey };
          await addPasskey(database, added, place(request), now);
          return setUp(caller, 'passkey', { request, response, now });
        },
      },
    ),
    route(
      {},
      {
        method: 'delete',
        path: `${path}/passkeys/{passkeyId}`,
        id: 'removePasskey',
        audit: whereItHappens(),
        fails: [409],
        tag,
        summary: '移除通行密钥',
        params: z.strictObject({ passkeyId: z.string().min(1).max(2_000) }),
        answers: { 204: { description: '已移除' } },
        handle: async ({ params, caller: who, request, now }) => {
          const caller = who;
          requireRecentProof(caller, now);
          await requireAnother(caller, ({ totp, passkeys }) => totp || passkeys.some((id) => id !== params.passkeyId));
          const removed = await database.run('delete from passkey where id = $1 and person_id = $2', [params.passkeyId, caller.person.id]);
          if (removed === 0) throw notFound('没有这个通行密钥');
          await note(caller, request, 'session:second-factor-removed', { what: 'passkey' });
          return {};
        },
      },
    ),
    route(
      {},
      {
        method: 'post',
        path: `${path}/recovery-codes`,
        id: 'newRecoveryCodes',
        audit: whereItHappens(),
        fails: [409],
        tag,
        summary: '重新生成恢复码',
        answers: { 200: { description: '新的恢复码，只显示这一次；原来的作废', schema: z.object({ recoveryCodes: z.array(z.string()) }) } },
        handle: async ({ caller: who, request, now }) => {
          const caller = who;
          requireRecentProof(caller, now);
          if (caller.secondFactor !== 'passed')
            throw new Problem(409, 'no-second-factor', '还没有设置第二验证', { needs: ['先设置验证器或通行密钥'] });
          const recoveryCodes = await database.transaction((queries) => newRecoveryCodes(queries, caller.person.id));
          await note(caller, request, 'session:recovery-codes', {});
          return { body: { recoveryCodes } };
        },
      },
    ),
  ];
}
