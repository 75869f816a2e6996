import type { z } from 'zod';
import type { openingCommands } from './commands.ts';
import { personRef } from '../../people.ts';
import { refuse } from '../../result.ts';
import { instantOf } from '../../terms/instant.ts';
import type { CommandContext } from '../context.ts';
import type { OpeningEvents } from './events.ts';
import { today } from '../../work/days.ts';
import { checkedParties } from '../parties.ts';
import { conductFault, conductOf } from '../conduct.ts';
import { matterRefOf } from '../matter-ref.ts';
import type { Unopened } from '../../work/file.ts';
import type { Decision } from '../types.ts';

type Payload = z.infer<(typeof openingCommands)['OpenCase']['schema']>;

export const decideOpening = {
  OpenCase: (_state: Unopened, payload: Payload, context: CommandContext): Decision<OpeningEvents> => {
    const town = context.lookups.units[payload.townId];
    if (!town || (town.kind !== 'town' && town.kind !== 'street')) {
      return refuse('unknown-unit', '属地镇街不存在', ['重新选择属地镇街'], ['《行政处罚法》第二十二条']);
    }
    if (instantOf(payload.receivedAt) > context.now) {
      return refuse('in-the-future', '线索接收时间不能晚于现在', ['更正线索接收时间']);
    }
    const handler = payload.handlerId ? context.lookups.people[payload.handlerId] : undefined;
    if (payload.handlerId && !handler) return refuse('unknown-person', '所选承办人不存在', ['重新选择承办人']);
    const matter = matterRefOf(context);
    if (payload.matterCode && !matter) {
      return refuse('unknown-matter', '所选违法事项不在清单内', ['重新选择违法事项'], ['执法事项清单']);
    }
    const conduct = payload.conduct && conductOf(payload.conduct);
    const faulty = conductFault(conduct, context.now);
    if (faulty) return faulty;
    const parties = checkedParties(payload.parties, today(context));
    if (!parties.ok) return parties;
    return [
      {
        type: 'CaseOpened',
        data: {
          caseId: context.id,
          title: payload.title,
          source: {
            leadId: payload.leadId,
            channel: payload.channel,
            receivedAt: payload.receivedAt,
            text: payload.text,
            imported: context.paper ? { reference: context.paper.reference, reason: context.paper.reason } : null,
          },
          town,
          unit: town,
          address: payload.address,
          emergency: payload.emergency,
          tier: 'town-closes',
          tierWhy: { rule: 'start', text: '案件由属地镇街发现和核查', basis: '《行政处罚法》第二十二条、第二十四条' },
          matter,
          parties: parties.parties,
          conduct,
          handlers: handler ? [personRef(handler)] : [],
          entered: context.paper ? { at: context.paper.enteredAt, by: context.paper.enteredBy } : null,
        },
      },
    ];
  },
};
