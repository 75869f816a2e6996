/** Lives of a case up to a point, each reached by real commands; times are Shanghai, 2026-03-02 is a Monday. */
import type { PayloadOf } from './kit.ts';
import { given, type Scene } from './kit.ts';
import { citizenCheckDigit } from '../../../domain/parties/citizen-id.ts';
import { creditCheckCharacter } from '../../../domain/parties/credit-code.ts';

/** 占道堆放: order to correct first, then a fine (citizen 200–1000, organisation 500–3000). */
export const STACKING = 'CG-0101';

const citizenId = (first17: string) => `${first17}${citizenCheckDigit(first17)}`;
const creditCode = (first17: string) => `${first17}${creditCheckCharacter(first17)}`;

export const citizen = {
  partyId: 'party-zhang',
  name: '张三',
  kind: 'citizen',
  identifier: citizenId('33252519900307123'),
  birthDate: '1990-03-07',
  address: '青石镇中心街1号',
  phone: '13800000001',
  electronicServiceConsent: false,
} as const;
export const company = {
  partyId: 'party-lvye',
  name: '云溪绿野建材有限公司',
  kind: 'organisation',
  identifier: creditCode('91331125MA2A1B2C3'),
  birthDate: null,
  address: '青石镇工业路8号',
  phone: '0578-1234567',
  electronicServiceConsent: true,
} as const;

export const conduct = { on: '2026-03-01', endedOn: null, continuing: false, place: '青石镇中心街12号门前' } as const;

export const opening = (patch: Partial<PayloadOf<'OpenCase'>> = {}): PayloadOf<'OpenCase'> => ({
  title: '青石镇中心街占道堆放案',
  townId: 'qingshi',
  address: '青石镇中心街12号',
  channel: '12345',
  receivedAt: '2026-03-02T08:40:00+08:00',
  text: '中心街有人把建材堆在人行道上',
  leadId: 'lead-1',
  ...patch,
});

export const opened = (patch: Partial<PayloadOf<'OpenCase'>> = {}): Scene => given().did('OpenCase', opening(patch), 'dispatcher');

export const dispatched = (): Scene => opened().did('DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }, 'dispatcher');

export const accepted = (): Scene => dispatched().did('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1');

export const verification = (patch: Partial<PayloadOf<'RecordVerification'>> = {}): PayloadOf<'RecordVerification'> => ({
  founded: true,
  findings: '人行道堆放砂石约3平方米，当事人在场承认',
  officerIds: ['handler1', 'handler2'],
  matterCode: STACKING,
  conduct,
  parties: [citizen],
  ...patch,
});

/** In the stage `stopping`, with matter, conduct and party. */
export const verified = (patch: Partial<PayloadOf<'RecordVerification'>> = {}): Scene =>
  accepted().did('RecordVerification', verification(patch), 'handler1');
