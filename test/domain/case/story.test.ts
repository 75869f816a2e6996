import { describe, expect, it } from 'vitest';
import { sharesOf, storyOf } from '../../../domain/case/story.ts';
import { filed, paid, served } from './late-scenes.ts';

describe('a case beside another', () => {
  it('tells what was decided, when it bound the party, and what is paid', () => {
    expect(storyOf(filed().file)).toEqual({ decided: null, servedOn: null, paid: 0, left: 0 });
    const { decided, ...rest } = storyOf(served().file);
    expect(decided).toMatchObject({ kind: 'penalty', fine: 300, confiscation: 0, revokedOn: null });
    expect(rest).toEqual({ servedOn: served().file.served[0]?.effectiveOn, paid: 0, left: 300 });
    expect(storyOf(paid().file)).toMatchObject({ paid: 300, left: 0 });
  });

  it('adds up what offenders who acted together are to pay, and leaves out what was taken back', () => {
    const one = storyOf(served().file);
    const gone = { ...one, decided: one.decided && { ...one.decided, revokedOn: '2026-04-01' } };
    expect(sharesOf([one, one, gone, storyOf(filed().file)])).toBe(600);
  });
});
