import { describe, expect, it } from 'vitest';
import { CURRENT_RULES, NO_LOOKUPS } from '../../../domain/case/context.ts';
import { execute, importFile } from '../../../domain/case/machine.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import { eventsOf, type PayloadOf, refusalOf, type Scene, sha256 } from './kit.ts';
import { decision, evidenced, filed, heard, hearingRecord, uncorrected, waived } from './late-scenes.ts';
import { people } from './people.ts';
import { policy } from './policy.ts';

/** A head who holds a certificate and could be an officer, but for approving what is done. */
const certifiedHead = { ...people.townhead, certificate: { number: '浙云1999', validFrom: '2024-01-01', validUntil: '2029-12-31' } };
const lookups = { people: { townhead: certifiedHead, handler1: people.handler1, handler2: people.handler2 } };
const withHead = ['townhead', 'handler1'];

describe('who approves does not do it (Art. 54, 56)', () => {
  it('the head who files the case is not its handler', () => {
    const file = (officerIds: string[]) => uncorrected().when('FileCase', { officerIds, reason: '拒不改正' }, 'townhead', { lookups });
    expect(refusalOf(file(withHead)).code).toBe('approves-own-case');
    expect(file(['handler1', 'handler2']).ok).toBe(true);
  });

  it('the head who approves a preservation does not carry it out', () => {
    const preserve = (officerIds: string[]) =>
      filed().when(
        'PreserveEvidence',
        { items: [{ name: '砂石', quantity: '3立方米', place: '院内' }], officerIds, partyPresent: true },
        'townhead',
        { lookups },
      );
    expect(refusalOf(preserve(withHead)).code).toBe('approves-own-act');
    expect(eventsOf(preserve(['handler1', 'handler2']))).toEqual(['EvidencePreserved']);
  });
});

describe('a file is evidence once (Art. 46)', () => {
  it('is refused a second time, with the evidence it already is', () => {
    const fileHash = 'a'.repeat(64);
    const evidence: PayloadOf<'AddEvidence'> = {
      kind: 'documentary',
      title: '进货单',
      original: true,
      officerIds: ['handler1', 'handler2'],
      collectedAt: '2026-03-05T08:50:00+08:00',
      place: '青石镇',
      fileHash,
    };
    const once = filed().did('AddEvidence', evidence, 'handler1');
    const refusal = refusalOf(once.when('AddEvidence', { ...evidence, title: '又一份' }, 'handler1'));
    expect(refusal).toMatchObject({ code: 'file-twice', basis: ['《行政处罚法》第四十六条'] });
    expect(refusal.message).toContain('进货单');
  });
});

describe('a suspected crime stays with the police until they have answered (移送规定 5, 7-9)', () => {
  const referred = (): Scene =>
    evidenced().did(
      'ReferToPolice',
      {
        crime: '污染环境罪',
        grounds: '倾倒危险废物三吨以上',
        officerIds: ['handler1', 'handler2'],
        files: [
          { kind: 'transfer-letter', title: '移送书' },
          { kind: 'investigation-report', title: '调查报告' },
        ],
      },
      'handler1',
    );

  it('the mark is not taken away while the referral is under way', () => {
    const unmark = { suspected: false, grounds: '经核实不构成' } as const;
    expect(refusalOf(referred().when('MarkCriminalSuspicion', unmark, 'townhead')).code).toBe('at-the-police');
    const refusedByHead = referred()
      .did('RefuseReferral', { reason: '未达标准' }, 'townhead')
      .did('MarkCriminalSuspicion', { suspected: true, grounds: '又有线索' }, 'handler1');
    expect(eventsOf(refusedByHead.when('MarkCriminalSuspicion', unmark, 'townhead'))).toHaveLength(1);
  });

  it('what the police would not take does not end as taken by them', () => {
    const scene = referred().did('ApproveReferral', {}, 'townhead');
    const sent = scene
      .did(
        'HandOverToPolice',
        { to: '云溪县公安局', receipt: '云公收〔2026〕8号', custody: scene.file.evidence.map(({ id }) => id), copiedToProcurator: true },
        'handler1',
      )
      .at('2026-03-06T15:00:00+08:00');
    const close = { ground: 'transferred-police', reason: '已移送公安' } as const;
    const not = sent.did('RecordPoliceAnswer', { filed: false, receivedOn: '2026-03-06', text: '不予立案' }, 'handler1');
    expect(refusalOf(not.when('CloseCase', close, 'townhead')).code).toBe('police-refused');
    const taken = sent.did('RecordPoliceAnswer', { filed: true, receivedOn: '2026-03-06', text: '立案侦查' }, 'handler1');
    expect(refusalOf(taken.when('CloseCase', close, 'townhead')).code).toBe('goods-not-handed-over');
    const given = taken.did('HandOverGoodsToPolice', { items: '案卷材料一册', receipt: '9号' }, 'handler1');
    expect(given.when('CloseCase', close, 'townhead').ok).toBe(true);
  });
});

describe('a hearing is held once (Art. 64)', () => {
  it('is not recorded again, and not given up afterwards', () => {
    const scene = heard();
    expect(refusalOf(scene.when('RecordHearing', hearingRecord(), 'bureauhead')).code).toBe('hearing-held');
    const late = { kind: 'waiver', receivedOn: '2026-03-20', text: '放弃听证', waivesHearing: true } as const;
    expect(refusalOf(scene.when('RecordStatement', late, 'handler1')).code).toBe('hearing-held');
  });
});

describe('Decide at the tier that the graded list gives', () => {
  it('is refused below it', () => {
    const low = waived().having(() => ({ tier: 'town-closes' }));
    const refusal = refusalOf(low.when('Decide', decision(), 'townhead'));
    expect(refusal.code).toBe('tier-too-low');
    expect(refusal.message).toContain('镇街办·执法局审');
    expect(eventsOf(waived().when('Decide', decision(), 'townhead'))).toEqual(['Decided']);
  });
});

describe('every command', () => {
  it('is refused to an account that is no longer active, whatever its roles', () => {
    const left = { ...people.handler1, active: false };
    expect(refusalOf(filed().when('AddNote', { text: '补记' }, left))).toMatchObject({
      code: 'role-required',
      message: '该账号已停用',
      needs: ['联系系统管理员'],
    });
    expect(eventsOf(filed().when('AddNote', { text: '补记' }, 'handler1'))).toEqual(['NoteAdded']);
  });

  it('is one of the catalogue', () => {
    const { head, now } = filed();
    const context = { id: 'case-1', now, actor: people.handler1, policy, lookups: NO_LOOKUPS, rules: CURRENT_RULES };
    expect(refusalOf(execute(head, 'Pardon', {}, context, sha256))).toMatchObject({
      code: 'unknown-command',
      message: '没有“Pardon”这个命令',
    });
  });
});

describe('a paper case', () => {
  it('begins with its opening', () => {
    const step = {
      name: 'AddNote',
      payload: { text: '线索' },
      actor: people.townhead,
      lookups: NO_LOOKUPS,
      at: '2026-03-02T09:00:00+08:00',
    };
    const paper = { reference: '青综执卷〔2026〕3', reason: '系统上线前立案', actor: people.townhead, steps: [step] };
    const now = instantOf('2026-03-20T09:00:00+08:00');
    expect(refusalOf(importFile('case-9', paper, policy, now, CURRENT_RULES, sha256)).code).toBe('import-not-opened');
  });
});
