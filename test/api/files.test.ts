import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { safeFileName } from '../../api/files/file-name.ts';
import { testStack } from '../support/addresses.ts';
import { apiBase, as, signIn } from './client.ts';
import { ownApp } from './own-app.ts';
import { done, expectProblem, minutesAgo, openCase, takenUp } from './scenes.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const hashOf = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

describe('evidence files', () => {
  let caseId: string;

  beforeAll(async () => {
    caseId = await takenUp();
  });

  it('are hashed on receipt, kept under their hash, and come back byte for byte', async () => {
    const handler = await as('handler1');
    const reply = done(await handler.upload(`/cases/${caseId}/files`, PNG, '现场照片.png', 'image/png'), 201);
    expect(reply.body).toEqual({ hash: hashOf(PNG), name: '现场照片.png', size: PNG.length, type: 'image/png' });
    const place = join(testStack().dataDir, 'evidence', reply.body.hash.slice(0, 2), reply.body.hash.slice(2));
    expect(statSync(place).size).toBe(PNG.length);
    const response = await fetch(`${apiBase()}/cases/${caseId}/files/${reply.body.hash}`, { headers: { Cookie: handler.cookie } });
    expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
    expect(
      Object.fromEntries(
        ['content-type', 'content-length', 'x-content-type-options', 'content-disposition', 'etag'].map((name) => [
          name,
          response.headers.get(name),
        ]),
      ),
    ).toEqual({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="____.png"; filename*=UTF-8''${encodeURIComponent('现场照片.png')}`,
      etag: `"${reply.body.hash}"`,
    });
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('can be evidence of the case they were uploaded to, and of no other', async () => {
    const handler = await as('handler1');
    const { hash } = done(await handler.upload(`/cases/${caseId}/files`, PNG, 'a.png'), 201).body;
    const evidence = {
      kind: 'physical',
      title: '照片',
      original: true,
      officerIds: ['handler1', 'handler2'],
      collectedAt: minutesAgo(5),
      place: '中心街',
      fileHash: hash,
    };
    const other = await takenUp();
    const foreign = await handler.command(other, 'AddEvidence', evidence);
    expectProblem(foreign, 422);
    expect(foreign.body.errors).toMatchObject([{ path: 'fileHash', message: '本案没有上传过这个文件' }]);
    expectProblem(await handler.get(`/cases/${other}/files/${hash}`), 404, 'file-not-found');
  });

  it('are listed', async () => {
    expect(done(await (await as('auditor')).get(`/cases/${caseId}/files`)).body.items).toContainEqual(
      expect.objectContaining({ hash: hashOf(PNG), name: '现场照片.png', type: 'image/png', uploadedBy: '陈立新' }),
    );
  });

  it('come in parts', async () => {
    const handler = await as('handler1');
    const response = await fetch(`${apiBase()}/cases/${caseId}/files/${hashOf(PNG)}`, {
      headers: { Cookie: handler.cookie, Range: 'bytes=1-3' },
    });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes 1-3/${PNG.length}`);
    expect(await response.text()).toBe('PNG');
    expectProblem(await handler.get(`/cases/${caseId}/files/${hashOf(PNG)}`, { Range: 'bytes=9999-' }), 416);
  });

  it.each([
    ['a file without content', '', 'empty.jpg', 422, 'invalid-input'],
    ['a program', Buffer.from('7f454c46020101000000000000000000', 'hex'), 'photo.jpg', 415, 'file-type'],
    ['a web page named as a picture', '<!doctype html><script>alert(1)</script>', 'photo.jpg', 415, 'file-type'],
    ['a drawing that can run scripts', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.svg', 415, 'file-type'],
    ['bytes of no known kind', Buffer.from([1, 2, 3, 0, 255, 254]), 'a.pdf', 415, 'file-type'],
  ])('refuses %s and keeps nothing', async (_name, content, name, status, code) => {
    expectProblem(await (await as('handler1')).upload(`/cases/${caseId}/files`, content as BlobPart, name), status, code);
    const hash = hashOf(content as Buffer);
    expect(existsSync(join(testStack().dataDir, 'evidence', hash.slice(0, 2), hash.slice(2)))).toBe(false);
    expect(readdirSync(join(testStack().dataDir, 'evidence', 'drafts'))).toEqual([]);
  });

  it('goes by the content, not by the name or the declared type', async () => {
    const reply = done(await (await as('handler1')).upload(`/cases/${caseId}/files`, PNG, 'evil.html', 'text/html'), 201);
    expect(reply.body).toMatchObject({ type: 'image/png', name: expect.stringMatching(/\.png$/) });
  });

  it('takes plain text in Chinese', async () => {
    const text = '现场情况：'.repeat(3_000);
    const reply = done(await (await as('handler1')).upload(`/cases/${caseId}/files`, text, '记录.txt'), 201);
    expect(reply.body).toEqual({ hash: hashOf(text), name: '记录.txt', size: Buffer.byteLength(text), type: 'text/plain' });
  });

  it('refuses two files at once and keeps neither in the case', async () => {
    const form = new FormData();
    const marks = [`一${Date.now()}`, `二${Date.now()}`];
    for (const mark of marks) form.append('file', new Blob([mark]), 'a.txt');
    expectProblem(await (await as('handler1')).raw('POST', `/cases/${caseId}/files`, form), 422);
    const listed = done(await (await as('handler1')).get(`/cases/${caseId}/files`)).body.items.map(({ hash }: { hash: string }) => hash);
    for (const mark of marks) expect(listed).not.toContain(hashOf(mark));
  });

  it('refuses a file that is too large, and keeps nothing of it', async () => {
    const app = await ownApp({ CASELIGHT_FILE_LIMIT_MB: '1' });
    try {
      const handler = await signIn('handler1', app.base);
      const folder = join(testStack().dataDir, 'evidence');
      const before = readdirSync(folder).sort();
      for (const megabytes of [1.01, 3, 12]) {
        const huge = Buffer.alloc(megabytes * 1024 * 1024, 'a');
        expectProblem(await handler.upload(`/cases/${caseId}/files`, huge, 'a.txt'), 413, 'too-large');
        expectProblem(await handler.get(`/cases/${caseId}/files/${hashOf(huge)}`), 404, 'file-not-found');
      }
      expect(readdirSync(folder).sort()).toEqual(before);
      expect(readdirSync(join(folder, 'drafts'))).toEqual([]);
      done(await handler.upload(`/cases/${caseId}/files`, Buffer.alloc(1024 * 1024 - 1, 'b'), 'b.txt'), 201);
    } finally {
      await app.close();
    }
  });

  it('are not there for an unknown hash', async () => {
    const handler = await as('handler1');
    for (const hash of ['a'.repeat(64), 'x', '..%2f..%2fetc%2fpasswd'])
      expectProblem(await handler.get(`/cases/${caseId}/files/${hash}`), 404, 'file-not-found');
    expectProblem(await handler.get(`/cases/${await openCase()}/files/${hashOf(PNG)}`), 404, 'file-not-found');
  });
});

describe('file names', () => {
  it.each([
    ['../../etc/passwd', 'txt', 'passwd.txt'],
    ['C:\\temp\\照片.JPG', 'jpg', '照片.jpg'],
    ['a\u202egnp.exe', 'png', 'agnp.png'],
    ['', 'pdf', '附件.pdf'],
    ['...', 'pdf', '附件.pdf'],
    ['a\u0000b\n.txt', 'txt', 'ab.txt'],
    ['名'.repeat(300), 'mp4', `${'名'.repeat(120)}.mp4`],
    ['表.xls', 'doc', '表.xls'],
    ['"quoted" <b>.png', 'png', 'quoted b.png'],
    ['.htaccess', 'txt', 'htaccess.txt'],
  ])('%j as %s becomes %j', (given, ending, safe) => expect(safeFileName(given, ending)).toBe(safe));
});
