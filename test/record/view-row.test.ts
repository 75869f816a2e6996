import { describe, expect, it } from 'vitest';
import { caseFace } from '../../domain/case/face.ts';
import { partyRows, viewRow } from '../../record/view-row.ts';
import { deriveTerms, lightIndex } from '../../domain/terms/view.ts';
import { opened, verified } from '../domain/case/scenes.ts';

function after(scene: ReturnType<typeof opened>) {
  const terms = deriveTerms(scene.policy, scene.file.ledger, scene.now);
  return { state: scene.file, stateVersion: 1, policyHash: 'p', terms, light: lightIndex(terms), nextWakeUp: null, waiting: '等待' };
}

describe('the read model’s row', () => {
  it('of a case just opened has no party, no matter, no number, and its first deadlines', () => {
    const scene = opened();
    const face = caseFace(scene.file);
    const row = viewRow(face, after(scene));
    expect(row).toMatchObject({
      stage: 'discovery',
      ended: false,
      tier: 'town-closes',
      town_id: 'qingshi',
      unit_id: 'qingshi',
      handler_ids: [],
      concerned_unit_ids: [],
      concerned_person_ids: [],
      closed_at: null,
      paused: false,
      waiting: '等待',
      next_wake_up_at: null,
      state_version: 1,
    });
    expect(face.detail).toMatchObject({ number: null, party_name: null, matter_code: null, outcome: null, fine: null, closed_on: null });
    expect(row.yellow_at).not.toBeNull();
    expect((row.terms as unknown[]).length).toBeGreaterThan(0);
  });

  it('finds a case by party, number on the identity card, matter and place, in lower case', () => {
    const scene = verified();
    const text = viewRow(caseFace(scene.file), after(scene)).search_text as string;
    for (const word of ['张三', '青石镇中心街12号', '占道', scene.file.parties[0]!.identifier!.toLowerCase()]) expect(text).toContain(word);
    expect(text).toBe(text.toLowerCase());
    expect(partyRows(scene.file)).toEqual([
      { ordinal: 0, party_id: 'party-zhang', identifier: scene.file.parties[0]!.identifier, name: '张三', kind: 'citizen' },
    ]);
  });
});
