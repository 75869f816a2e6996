/** 共同违法: each party in a case of its own (docs/adr/0025). */
import { describe, expect, it } from 'vitest';
import { eventsOf, refusalOf, type Scene } from './kit.ts';
import { concluded, conclusion, evidenced } from './late-scenes.ts';
import { citizen, company } from './scenes.ts';

const identified = (scene: Scene, parties: (typeof citizen | typeof company)[]): Scene =>
  scene.did('IdentifyParties', { parties, how: '询问笔录' }, 'handler1');
const both = (): Scene => identified(evidenced(), [citizen, company]);

describe('a case with several parties', () => {
  it('is investigated as one, and does not penalise them together', () => {
    const scene = both();
    const refusal = refusalOf(scene.when('ConcludeInvestigation', conclusion(scene), 'handler1'));
    expect([refusal.code, refusal.basis?.[1]]).toEqual(['several-parties', '《行政处罚法》第四十四条']);
    expect(refusal.needs).toEqual([expect.stringContaining(`为${company.name}另建案件`), expect.stringContaining(`只保留${citizen.name}`)]);
  });

  it('goes the way it was told: the others linked in cases of their own, one kept', () => {
    const linked = both().did('LinkCases', { caseId: 'case-2', kind: 'parallel', reason: '共同违法，分别处罚' }, 'handler1');
    const scene = identified(linked, [citizen]);
    expect(eventsOf(scene.when('ConcludeInvestigation', conclusion(scene), 'handler1'))).toContain('InvestigationConcluded');
  });

  it('may be ended for all of them where nothing is imposed', () => {
    const scene = both();
    const none = conclusion(scene, { kind: 'not-established', fine: 0 });
    expect(eventsOf(scene.when('ConcludeInvestigation', none, 'handler1'))).toContain('InvestigationConcluded');
  });

  it('is concluded anew where a party was added after the conclusion', () => {
    const added = identified(concluded(), [citizen, company]);
    expect(refusalOf(added.when('SubmitForReview', { statement: '请审核' }, 'handler1')).code).toBe('not-concluded');
  });

  it('goes on as it began under the rules before', () => {
    const scene = both();
    expect(eventsOf(scene.when('ConcludeInvestigation', conclusion(scene), 'handler1', { rules: 2 }))).toContain('InvestigationConcluded');
  });
});
