import { z } from 'zod';
import { HANDLERS, HEADS } from '../../roles.ts';
import { CHANNELS, CHANNEL_LABELS } from '../../vocabulary.ts';
import { conductSchema, matterCode, partySchema } from '../fields.ts';
import { instant, itemId, longText, personId, text, unitId, yesNo, choice } from '../../work/fields.ts';
import { command } from '../../work/command.ts';

export const openingCommands = {
  OpenCase: command({
    label: '建立案件',
    help: '由线索或者直接建立案件，进入发现核查阶段。',
    stages: ['unopened'],
    roles: ['dispatcher', ...HANDLERS, ...HEADS],
    basis: ['《行政处罚法》第二十二条', '《行政处罚法》第五十四条'],
    schema: z
      .object({
        title: text('案件名称', 120),
        townId: unitId('属地镇街'),
        address: text('地址', 300),
        channel: choice('线索渠道', CHANNELS, CHANNEL_LABELS),
        receivedAt: instant('线索接收时间'),
        text: longText('线索内容'),
        leadId: itemId('线索').nullable().default(null),
        matterCode: matterCode().nullable().default(null),
        parties: z.array(partySchema).max(20).default([]).meta({ title: '当事人' }),
        conduct: conductSchema.nullable().default(null),
        emergency: yesNo('紧急情况').default(false),
        handlerId: personId('承办人').nullable().default(null),
      })
      .strict(),
    lookups: (payload) => ({
      units: [payload.townId],
      ...(payload.matterCode ? { matter: payload.matterCode } : {}),
      ...(payload.handlerId ? { people: [payload.handlerId] } : {}),
    }),
  }),
};
