/** Cases and leads as tests need them, made over HTTP by the people whose step it is. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { CaseFile } from '../../domain/case/state.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { Step } from '../support/lives.ts';
import { as, type Reply } from './client.ts';

export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

export const openingOf = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: '青石镇中心街乱倒垃圾案',
  townId: 'qingshi',
  address: '青石镇中心街12号',
  channel: '12345',
  receivedAt: minutesAgo(30),
  text: '有人把垃圾倒在街边',
  ...over,
});

/** The answer's own words when it is not what a scene needs. */
export function done(reply: Reply, status = 200): Reply {
  expect(reply.status, JSON.stringify(reply.body)).toBe(status);
  return reply;
}

export async function openCase(over: Record<string, unknown> = {}, by = 'dispatcher'): Promise<string> {
  const person = await as(by);
  return done(await person.post('/cases', openingOf(over)), 201).body.caseId as string;
}

/** Opened, dispatched to 青石镇 and taken up by two officers. */
export async function takenUp(over: Record<string, unknown> = {}): Promise<string> {
  const caseId = await openCase(over);
  done(await (await as('dispatcher')).command(caseId, 'DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }));
  done(await (await as('handler1')).command(caseId, 'AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }));
  return caseId;
}

export async function fileOf(caseId: string): Promise<CaseFile> {
  return done(await (await as('auditor')).get(`/cases/${caseId}`)).body.case as CaseFile;
}

/** One step of a life (test/support/lives.ts) over HTTP. */
export async function take(caseId: string, { name, payload, by }: Step): Promise<Reply> {
  const now = new Date();
  return (await as(by)).command(caseId, name, payload(await fileOf(caseId), legalDateOf(now.getTime()), now.toISOString()));
}

export const leadOf = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  ticket: `T-${randomUUID().slice(0, 12)}`,
  channel: '12345',
  receivedAt: minutesAgo(60),
  reporterName: '张某',
  reporterPhone: '138****0001',
  town: '青石镇',
  address: '中心街12号',
  text: '饭店油烟直排，楼上住户窗户都不敢开',
  ...over,
});

/** Every problem says in Chinese what is wrong, with a code, and never how we are made. */
export function expectProblem(reply: Reply, status: number, code?: string | RegExp): void {
  expect(reply.status, JSON.stringify(reply.body)).toBe(status);
  expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(reply.body).toMatchObject({
    status,
    title: expect.stringMatching(/\p{Script=Han}/u),
    detail: expect.stringMatching(/\p{Script=Han}/u),
  });
  expect(reply.body.code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(Array.isArray(reply.body.needs)).toBe(true);
  if (code !== undefined) expect(reply.body.code).toEqual(code instanceof RegExp ? expect.stringMatching(code) : code);
  expect(JSON.stringify(reply.body)).not.toMatch(/node_modules|\bat .*\.[jt]s:\d|Error:/);
}
