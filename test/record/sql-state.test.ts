import { describe, expect, it } from 'vitest';
import { sqlState } from '../../record/sql-state.ts';

describe('PostgreSQL’s code of a failure', () => {
  it('is found inside the adapter’s error that Prisma wraps', () => {
    const adapter = Object.assign(new Error('x'), { cause: { originalCode: 'CL002', kind: 'postgres', code: 'CL002' } });
    expect(sqlState(Object.assign(new Error('y'), { code: 'P2010', meta: { driverAdapterError: adapter } }))).toBe('CL002');
  });

  it('is not made of a code that is none', () => {
    const adapter = Object.assign(new Error('x'), { cause: { kind: 'DatabaseNotReachable', host: 'h' } });
    expect(sqlState(Object.assign(new Error('y'), { code: 'P2010', meta: { driverAdapterError: adapter } }))).toBeNull();
    expect(sqlState(new Error('plain'))).toBeNull();
    expect(sqlState('text')).toBeNull();
    expect(sqlState(Object.assign(new Error('pg'), { code: '57014' }))).toBe('57014');
  });
});
