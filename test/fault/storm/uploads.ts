/** Evidence files: each upload is told kept or not, and what was told is compared with what is there in the end. */
import { createHash } from 'node:crypto';
import { type ApiName, either, pause } from './county.ts';
import { dice } from './dice.ts';
import type { Storm } from './players.ts';

interface File {
  api: ApiName;
  by: string;
  caseId: string;
  name: string;
  bytes: Uint8Array;
  type: string;
}

/** While a fault keeps the evidence disk full. */
export const disk = { full: false };

/** Whether it was kept. */
export async function upload({ county, history }: Storm, by: string, file: File): Promise<boolean> {
  const form = new FormData();
  form.append('file', new Blob([Uint8Array.from(file.bytes)], { type: file.type }), file.name);
  const hash = createHash('sha256').update(file.bytes).digest('hex');
  const asked = history.now();
  const fullBefore = disk.full;
  const { status, code, body } = await county.send(file.by, file.api, 'POST', `/cases/${file.caseId}/files`, form);
  const { detail = '', hash: kept } = body as { detail?: string; hash?: string };
  const right = status !== 201 || kept === hash;
  history.write({
    t: 'upload',
    asked,
    by,
    case: file.caseId,
    hash,
    size: file.bytes.length,
    status,
    code: right ? code : 'other-hash',
    detail,
    diskFull: fullBefore || disk.full,
  });
  return status === 201 && right;
}

const FEWEST_BYTES = 40 * 1024;
const MOST_BYTES = 120 * 1024;

/** Uploads files of its own to cases that are known, at its leisure. */
export async function uploader(storm: Storm, name: string): Promise<void> {
  for (let turn = 0; storm.on(); turn += 1) {
    const chance = dice(storm.seed, name, turn);
    await pause(disk.full ? 250 : chance.between(800, 2_000));
    const known = storm.docket.latest(8);
    if (known.length === 0) continue;
    const bytes = new TextEncoder().encode(
      `${name} 第${turn}份\n`.padEnd(chance.between(FEWEST_BYTES, MOST_BYTES), `evidence ${chance.between(0, 1e9)} `),
    );
    await upload(storm, name, {
      api: either(chance),
      by: 'dispatcher',
      caseId: chance.pick(known),
      name: `${name}-${turn}.txt`,
      bytes,
      type: 'text/plain',
    });
  }
}
