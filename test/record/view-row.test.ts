import { describe, expect, it } from 'vitest';
import { partyRows, viewRow } from '../../record/view-row.ts';
import { deriveTerms, lightIndex } from '../../domain/terms/view.ts';
import { opened, verified } from '../domain/case/scenes.ts';

function after(scene: ReturnType<typeof opened>) {
  const terms = deriveTerms(scene.policy, scene.file.ledger, scene.now);
  return {
    state: scene.file, policyHash: 'p', terms, light: lightIndex(terms), nextWakeUp: null, waiting: '等待', partiesChanged: true,
  };
}

describe('the read model’s row', () => {
  it('of a case just opened has no party, no matter, no number, and its first deadlines', () => {
    const row = viewRow(after(opened()));
    expect(row).toMatchObject({
      number: null, stage: 'discovery', town_id: 'qingshi', unit_id: 'qingshi', handler_ids: [], party_name: null, matter_code: null,
      closed_at: null, outcome: null, fine: null, paused: false, waiting: '等待', next_wake_up_at: null,
    });
    expect(row.yellow_at).not.toBeNull();
    expect((row.terms as unknown[]).length).toBeGreaterThan(0);
  });

  it('finds a case by party, number on the identity card, matter and place, in lower case', () => {
    const scene = verified();
    const text = viewRow(after(scene)).search_text as string;
    for (const word of ['张三', '青石镇中心街12号', '占道', scene.file.parties[0]!.identifier!.toLowerCase()]) expect(text).toContain(word);
    expect(text).toBe(text.toLowerCase());
    expect(partyRows(scene.file)).toEqual([
      { ordinal: 0, party_id: 'party-zhang', identifier: scene.file.parties[0]!.identifier, name: '张三', kind: 'citizen' },
    ]);
  });
});
