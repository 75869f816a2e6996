import { expect, it } from 'vitest';
import { createLog, pathForLog } from '../../api/log.ts';
import { inContext, knowCaller } from '../../api/http/request-context.ts';
import type { Caller } from '../../api/session/caller.ts';

it('a line names request, person and key, and quotes no row of the database', () => {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const error = Object.assign(new Error('duplicate key 332102199003070179'), {
    code: '23505',
    detail: 'Key (identifier)=(332102199003070179) already exists.',
    where: '张三',
  });
  inContext({ id: 'request-1', ip: '127.0.0.1' } as never, {} as never, () => {
    knowCaller({ via: 'session', sessionId: 'session-1', person: { id: 'handler1' } } as Caller);
    log.warn({ err: error }, 'request not served');
  });
  inContext({ id: 'request-2', ip: '127.0.0.1' } as never, {} as never, () => {
    knowCaller({ via: 'key', keyId: 'key-1' } as Caller);
    log.warn('a machine was not served');
  });
  const [line, machine] = lines.map((one) => JSON.parse(one) as Record<string, unknown>);
  expect(line).toMatchObject({ requestId: 'request-1', personId: 'handler1', err: { code: '23505' } });
  expect(machine).toMatchObject({ requestId: 'request-2', keyId: 'key-1' });
  for (const personal of ['already exists', '张三']) expect(lines[0]).not.toContain(personal);
});

it('a path is told without what somebody typed where an id belongs', () => {
  expect(pathForLog('/api/v1/cases/01a21d60-c2ba-71c1-b6c4-4623bb87c20b/commands/AddNote?q=1')).toBe(
    '/api/v1/cases/01a21d60-c2ba-71c1-b6c4-4623bb87c20b/commands/AddNote',
  );
  for (const typed of ['/api/v1/cases/%E5%BC%A0%E4%B8%89', '/api/v1/parties/330329199001011112/x', '/api/v1/leads/%3Cb%3E/reveal']) {
    expect(pathForLog(typed)).not.toMatch(/%|330329199001011112/);
  }
});
