import { sha256 } from '../../../activities/sha256.ts';
import { NO_LOOKUPS } from '../../../domain/case/context.ts';
import { sealPolicy } from '../../../domain/terms/policy.ts';
import { CaseClient, envelope, policy } from '../../support/cases.ts';
import { ordinary } from '../../support/lives.ts';
import { keepPolicy } from '../../support/pen.ts';
import type { Scenario } from '../stage.ts';

const newer = sealPolicy(
  {
    ...policy,
    version: policy.version + 1,
    terms: policy.terms.map((term) => (term.key === 'stage-discovery' ? { ...term, length: 3 } : term)),
  },
  sha256,
);

export const scenario: Scenario = {
  shows: '在办案件换用新规则，期限变早',
  play: ({ beside, keep }) =>
    beside(async ({ client }) => {
      const one = new CaseClient(client);
      await one.open();
      await one.take(ordinary[0]!);
      await keepPolicy(client, newer);
      await one.send({
        ...envelope('RebindPolicy', { policyHash: newer.hash, reason: '按新版督办规则办理' }, 'bureauhead', null),
        lookups: { ...NO_LOOKUPS, policy: newer },
      });
      await one.take(ordinary[1]!);
      await keep(client, one.handle.workflowId);
    }),
};
