/** The county's logo: known by its content, served so that nothing in it runs, changed by its keeper alone. */
import { afterAll, describe, expect, it } from 'vitest';
import { apiBase, as, send } from './client.ts';
import { done, expectProblem } from './scenes.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const upload = async (content: string | Buffer<ArrayBuffer>, name: string, by = 'sysadmin', type = 'image/png') =>
  (await as(by)).upload('/county/logo', content, name, type);
const logo = async () => (await send(apiBase(), 'GET', '/county')).body.logo as string | null;

afterAll(async () => {
  await (await as('sysadmin')).delete('/county/logo');
});

describe('a logo', () => {
  it('is shown to anybody, with an address that changes with it', async () => {
    expect(await logo()).toBeNull();
    expectProblem(await send(apiBase(), 'GET', '/county/logo'), 404, 'no-logo');
    const { hash } = done(await upload(PNG, 'logo.png'), 201).body as { hash: string };
    expect(await logo()).toBe(`/api/v1/county/logo?v=${hash.slice(0, 16)}`);
    const { headers } = done(await send(apiBase(), 'GET', '/county/logo'));
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  it.each([
    ['a page that calls itself a picture', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 409],
    ['text', '徽标', 409],
    ['nothing', '', 409],
    ['a picture that is too large', Buffer.concat([PNG, Buffer.alloc(256 * 1024)]), 413],
  ])('is not %s', async (_what, content, status) => {
    const before = await logo();
    expectProblem(await upload(content, 'logo.png'), status);
    expect(await logo()).toBe(before);
  });

  it.each(['securityadmin', 'listadmin', 'bureauhead', 'handler1'])('is not %s’s to change', async (who) => {
    expectProblem(await upload(PNG, 'logo.png', who), 403, 'role-required');
    expectProblem(await (await as(who)).delete('/county/logo'), 403, 'role-required');
  });

  it('is taken away', async () => {
    done(await (await as('sysadmin')).delete('/county/logo'), 204);
    expect(await logo()).toBeNull();
    expectProblem(await send(apiBase(), 'GET', '/county/logo'), 404, 'no-logo');
  });
});
