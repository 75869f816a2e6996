import { refuse } from '../../result.ts';
import { rebind } from '../../terms/rebind.ts';
import { validateCasePolicy } from '../policy.ts';
import type { Deciders } from '../types.ts';
import type { clockCommands } from './commands.ts';
import type { ClockEvents } from './events.ts';

export const decideClock: Deciders<typeof clockCommands, ClockEvents> = {
  RebindPolicy: (file, payload, context) => {
    const { policy, lookups, now } = context;
    const next = lookups.policy;
    if (!next || next.hash !== payload.policyHash) return refuse('unknown-policy', '没有这一版规则', ['重新选择已发布的规则']);
    if (next.hash === policy.hash) return refuse('same-policy', '案件已经适用这一版规则');
    if (next.id === policy.id && next.version < policy.version) {
      return refuse('older-policy', '不能换回旧版规则', ['选择较新的规则版本']);
    }
    const fault = validateCasePolicy(next)[0];
    if (fault) return fault;
    const { entries, differences } = rebind(context.rules, file.ledger, policy, next, now, file.stage);
    const ref = ({ id, version, hash }: { id: string; version: number; hash: string }) => ({ id, version, hash });
    const { reason } = payload;
    return [{ type: 'PolicyRebound', data: { from: ref(policy), to: ref(next), reason, entries, differences } }];
  },
};
