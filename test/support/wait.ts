/** Asks again until it is so; fails with what was seen last. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isSo: (answer: Answer) => boolean,
  withinMs = 20_000,
): Promise<Answer> {
  const until = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    if (Date.now() > until) throw new Error(`not so within ${withinMs} ms; last seen: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
