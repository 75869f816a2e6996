import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SecondFactors, SessionAnswer, SessionRow } from '../../../contract/session.ts';
import { Problem, request } from '../api/client.ts';

const FACTOR = '/session/second-factor';

export interface SetUp {
  session: SessionAnswer;
  /** Shown this once; null where they have some already. */
  recoveryCodes: string[] | null;
}

export type Proof = { code: string } | { recoveryCode: string };

export const useFactors = () => useQuery({ queryKey: ['security', 'factors'], queryFn: () => request<SecondFactors>(FACTOR) });
export const useOwnSessions = () =>
  useQuery({ queryKey: ['security', 'sessions'], queryFn: () => request<{ items: SessionRow[] }>('/sessions') });

/** Changes something of one's own account; what the page shows of it is read anew. */
export function useSecurityChange<Values, Answer>(change: (values: Values) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: ['security'] }) });
}

export const pass = (proof: Proof) => request<SessionAnswer>(FACTOR, { method: 'POST', body: proof });
export const beginTotp = () => request<{ secret: string; uri: string }>(`${FACTOR}/totp`, { method: 'POST' });
export const confirmTotp = (code: string) => request<SetUp>(`${FACTOR}/totp/confirmation`, { method: 'POST', body: { code } });

/** What the browser says when its owner gives up or has no such device, in words. */
const asProblem = (error: unknown): unknown =>
  error instanceof Problem || !(error instanceof Error)
    ? error
    : new Problem(
        0,
        {
          code: error.name,
          detail:
            error.name === 'InvalidStateError'
              ? '这台设备已经登记过'
              : error.name === 'NotAllowedError' || error.name === 'AbortError'
                ? '没有完成验证：已取消，或者等待太久'
                : '这台设备或浏览器不能使用通行密钥',
          needs: ['重新开始，或者使用验证器的验证码'],
        },
        null,
      );

export async function passByPasskey(): Promise<SessionAnswer> {
  try {
    const optionsJSON = await request<Parameters<typeof startAuthentication>[0]['optionsJSON']>(`${FACTOR}/passkey-request`, {
      method: 'POST',
    });
    const passkey = await startAuthentication({ optionsJSON });
    return await request<SessionAnswer>(FACTOR, { method: 'POST', body: { passkey } });
  } catch (error) {
    throw asProblem(error);
  }
}

export async function addPasskey(name: string): Promise<SetUp> {
  try {
    const optionsJSON = await request<Parameters<typeof startRegistration>[0]['optionsJSON']>(`${FACTOR}/passkeys/creation`, {
      method: 'POST',
    });
    const passkey = await startRegistration({ optionsJSON });
    return await request<SetUp>(`${FACTOR}/passkeys`, { method: 'POST', body: { name, passkey } });
  } catch (error) {
    throw asProblem(error);
  }
}
