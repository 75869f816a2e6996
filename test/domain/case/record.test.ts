import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../domain/canonical-json.ts';
import { verifyChain } from '../../../domain/work/record.ts';
import { type Scene, sha256 } from './kit.ts';
import { archivedLife, lives } from './lives.ts';

const unchanged = (scene: Scene): void => {
  expect(verifyChain(scene.file.caseId, scene.events, sha256)).toEqual({ ok: true, head: scene.head.hash, length: scene.events.length });
  expect(scene.refolded()).toEqual(scene.file);
  // What Temporal and PostgreSQL give back after JSON is what was sealed: no undefined, no lost key.
  expect(JSON.parse(JSON.stringify(scene.file))).toEqual(scene.file);
  expect(JSON.parse(JSON.stringify(scene.events))).toEqual(scene.events);
  for (const event of scene.events) expect(() => canonicalJson(event.data)).not.toThrow();
};

describe('every life', () => {
  for (const [name, life] of Object.entries(lives)) {
    it(`${name}: its record is a whole chain, and folds to what the case holds`, () => {
      unchanged(life());
    });
  }

  it('a changed word breaks the chain at its place', () => {
    const scene = archivedLife();
    const forged = scene.events.map((event) => (event.seq === 4 ? { ...event, data: { ...event.data, findings: '没有堆放' } } : event));
    expect(verifyChain(scene.file.caseId, forged, sha256)).toMatchObject({ ok: false, brokenAt: 4 });
    expect(
      verifyChain(
        scene.file.caseId,
        scene.events.filter(({ seq }) => seq !== 5),
        sha256,
      ),
    ).toMatchObject({ ok: false, brokenAt: 5 });
    expect(verifyChain('case-2', scene.events, sha256)).toMatchObject({ ok: false, brokenAt: 1 });
  });
});
