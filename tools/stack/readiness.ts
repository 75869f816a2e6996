/** What an API's /readyz says, in words: its parts that are not as they should be, one line each. */

interface Answer {
  readOnly?: boolean;
  parts?: Record<string, { ok?: boolean; reason?: string }>;
}

const LABELS: Partial<Record<string, string>> = {
  postgres: '数据库',
  temporal: '办案引擎',
  evidence: '证据库',
  lists: '清单',
  worker: '办案进程',
  installation: '安装核对',
};

export interface Readiness {
  ready: boolean;
  /** It serves, and only what reads. */
  readOnly: boolean;
  /** Why not, or why only that: the parts' own words, or the answer as it came where it is none of ours. */
  faults: string[];
}

export async function readinessOf(apiUrl: string, withinMs = 5_000): Promise<Readiness> {
  const answer = await fetch(`${apiUrl}/readyz`, { signal: AbortSignal.timeout(withinMs) });
  const body = await answer.text();
  const said = parsed(body);
  const faults = Object.entries(said?.parts ?? {})
    .filter(([, part]) => part.ok === false)
    .map(([name, { reason }]) => `${LABELS[name] ?? name}：${reason ?? '不正常'}`);
  if (!answer.ok && faults.length === 0) faults.push(body);
  return { ready: answer.ok, readOnly: said?.readOnly === true, faults };
}

function parsed(body: string): Answer | null {
  try {
    return JSON.parse(body) as Answer;
  } catch {
    return null;
  }
}
