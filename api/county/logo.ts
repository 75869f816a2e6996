/** The county's logo: one small picture, known by its content, shown to anybody before sign-in. */
import { fileTypeFromBuffer } from 'file-type';
import type { Request, Response } from 'express';
import type { Person } from '../../domain/people.ts';
import { refuse } from '../../domain/result.ts';
import type { Database } from '../database/database.ts';
import { tooLarge } from '../http/json-body.ts';
import { notFound, refused } from '../http/problem.ts';
import { takeFile } from '../http/upload.ts';
import { sha256 } from '../session/tokens.ts';

export const LOGO_LIMIT = 256 * 1024;
/** Pictures that a browser cannot be made to run; an SVG is a page. */
const TAKEN = ['image/png', 'image/jpeg', 'image/webp'];

export async function takeLogo(database: Database, request: Request, person: Person): Promise<string> {
  const content = await takeFile(request, LOGO_LIMIT, async ({ stream, cutOff }) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    if (cutOff()) throw tooLarge(LOGO_LIMIT);
    return Buffer.concat(chunks);
  });
  const found = await fileTypeFromBuffer(content).catch(() => undefined);
  if (!found || !TAKEN.includes(found.mime)) {
    throw refused(refuse('logo-type', '徽标只能是 PNG、JPEG 或者 WebP 图片（按内容判断，与文件名无关）', ['换一个图片文件']));
  }
  const hash = sha256(content.toString('base64'));
  await database.run('insert into county_logo (hash, type, content, set_by) values ($1, $2, $3, $4)', [
    hash,
    found.mime,
    content,
    person.id,
  ]);
  return hash;
}

export const removeLogo = (database: Database, person: Person): Promise<number> =>
  database.run('insert into county_logo (set_by) values ($1)', [person.id]);

export async function sendLogo(database: Database, response: Response): Promise<void> {
  const row = await database.first<{ hash: string | null; type: string; content: Buffer }>(
    'select hash, type, content from county_logo order by seq desc limit 1',
  );
  if (!row?.hash) throw notFound('本县没有设置徽标', 'no-logo');
  response
    .status(200)
    .set({
      'Content-Type': row.type,
      'Content-Length': String(row.content.length),
      'Content-Disposition': 'inline; filename="logo"',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'public, max-age=300',
      ETag: `"${row.hash}"`,
    })
    .end(row.content);
}
