import { afterEach, describe, expect, it } from 'vitest';
import { apiBase, as } from './client.ts';
import { done, leadOf, openCase, takenUp } from './scenes.ts';

interface Heard {
  id: string | null;
  event: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
}

const open: AbortController[] = [];

/** Listens as a browser's EventSource does. */
async function listenAs(username: string, lastEventId?: string): Promise<Heard[]> {
  const { cookie } = await as(username);
  const control = new AbortController();
  open.push(control);
  const response = await fetch(`${apiBase()}/live`, {
    headers: { Cookie: cookie, Accept: 'text/event-stream', ...(lastEventId ? { 'Last-Event-ID': lastEventId } : {}) },
    signal: control.signal,
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const heard: Heard[] = [];
  void (async () => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      rest += decoder.decode(chunk, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) =>
          block
            .split('\n')
            .find((line) => line.startsWith(`${name}: `))
            ?.slice(name.length + 2) ?? null;
        const event = field('event');
        if (event) heard.push({ id: field('id'), event, data: JSON.parse(field('data') ?? 'null') });
      }
    }
  })().catch(() => undefined);
  return heard;
}

afterEach(() => {
  for (const control of open.splice(0)) control.abort();
});

describe('live changes', () => {
  it('reach those who may see the case, and nobody else', async () => {
    const [supervisor, own, foreign] = [await listenAs('supervisor'), await listenAs('handler1'), await listenAs('handler4')];
    const caseId = await takenUp();
    for (const heard of [supervisor, own]) {
      await expect
        .poll(() => heard.find(({ event, data }) => event === 'case' && data.caseId === caseId && data.version >= 3))
        .toBeTruthy();
    }
    const change = own.find(({ data }) => data.caseId === caseId)!;
    expect(change.data).toMatchObject({ stage: 'discovery', tier: 'town-closes', light: expect.any(String), title: expect.any(String) });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(foreign.some(({ data }) => data.caseId === caseId)).toBe(false);
  });

  it('tell of items of the other kinds', async () => {
    const [bureau, foreign] = [await listenAs('bureauhead'), await listenAs('handler4')];
    const call = { title: '桥下堆放渣土', urgency: 'daily', unitId: 'bureau', place: '青石镇桥头', text: '需要执法局到场' };
    const { id } = done(await (await as('townhead')).post('/whistles', call), 201).body;
    await expect
      .poll(() => bureau.find(({ event, data }) => event === 'item' && data.id === id)?.data)
      .toMatchObject({ kind: 'whistle', stage: 'called', title: call.title });
    expect(foreign.some(({ data }) => data.id === id)).toBe(false);
  });

  it('tell of leads', async () => {
    const [dispatcher, foreign] = [await listenAs('dispatcher'), await listenAs('handler4')];
    const { id } = done(await (await as('dispatcher')).post('/leads', leadOf()), 201).body;
    await expect.poll(() => dispatcher.some(({ event, data }) => event === 'lead' && data.leadId === id)).toBe(true);
    expect(foreign.some(({ data }) => data.leadId === id)).toBe(false);
  });

  it('are made up after a break by Last-Event-ID', async () => {
    const first = await listenAs('supervisor');
    const before = await openCase();
    await expect.poll(() => first.find(({ data }) => data.caseId === before)?.id).toBeTruthy();
    const { id } = first.find(({ data }) => data.caseId === before)!;
    open.splice(0).forEach((control) => control.abort());
    const missed = await openCase();
    const again = await listenAs('supervisor', id!);
    await expect.poll(() => again.some(({ event, data }) => event === 'case' && data.caseId === missed)).toBe(true);
  });

  it('ask to read anew where the last event is unknown', async () => {
    const heard = await listenAs('supervisor', 'rubbish');
    await expect.poll(() => heard.some(({ event }) => event === 'reset')).toBe(true);
  });

  it('tell a handler of a new notice', async () => {
    const caseId = await takenUp();
    const heard = await listenAs('handler1');
    done(
      await (
        await as('supervisor')
      ).command(caseId, 'Urge', { text: '请抓紧', answerDueAt: new Date(Date.now() + 86_400_000).toISOString() }),
    );
    await expect.poll(() => heard.find(({ event }) => event === 'notification')?.data.unread ?? 0).toBeGreaterThan(0);
  });
});
