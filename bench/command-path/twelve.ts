/** Twelve commands of an ordinary case, the opening included. */
import * as part from '../../tools/lives/parts.ts';
import type { Cast, Facts, Scene } from '../../tools/lives/scene.ts';

export async function twelveCommands(scene: Scene, cast: Cast): Promise<void> {
  const today = scene.today();
  const facts: Facts = {
    title: '露天焚烧秸秆',
    townId: cast.unitId,
    address: '青石镇上庄村',
    channel: 'grid',
    leadId: null,
    receivedAt: `${today}T00:01:00+08:00`,
    text: '村东侧农田有人焚烧秸秆。',
    matterCode: 'ST-0104',
    conductOn: today,
    party: { name: '王某某', kind: 'citizen', identifier: null },
    factors: { areaSqm: 30, fireSpread: false },
    fine: 1000,
  };
  await part.discover(scene, cast, facts);
  await part.verify(scene, cast, facts);
  await part.stop(scene, cast, 3);
  await part.file(scene, cast);
  await part.investigate(withoutUploads(scene), cast, facts);
}

/** The same scene without uploads: a file is not a command. */
function withoutUploads(scene: Scene): Scene {
  return {
    get file() {
      return scene.file;
    },
    now: () => scene.now(),
    today: () => scene.today(),
    pass: (hours) => scene.pass(hours),
    step: (...step) => scene.step(...step),
    refused: (...step) => scene.refused(...step),
    upload: () => Promise.resolve(null),
  };
}
