import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from 'react';
import type { SecondFactorState, SessionAnswer, WaysIn } from '../../../contract/session.ts';
import type { Person } from '../../../domain/people.ts';
import { hasRole } from '../../../domain/roles.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { onFactorDue, onSignedOut, Problem, rememberCsrfToken, request } from '../api/client.ts';

interface SessionValue {
  person: Person | null;
  secondFactor: SecondFactorState;
  /** The session that a way in, or a passed second factor, has answered. */
  enter: (answer: SessionAnswer) => void;
  signOut: () => Promise<void>;
  may: (...roles: Role[]) => boolean;
}

const SessionContext = createContext<SessionValue | null>(null);

async function readSession(): Promise<SessionAnswer | null> {
  try {
    const session = await request<SessionAnswer>('/session');
    rememberCsrfToken(session.csrfToken);
    return session;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return null;
    throw problem;
  }
}

/** What another person has read is not this one's to see; the session itself stays observed. */
function forgetAllBut(client: QueryClient, kept: string): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== kept });
}

/** Who is signed in; everything below renders only once that is known. */
export function SessionProvider({
  children,
  whileReading,
  onFailure,
}: {
  children: ReactNode;
  whileReading: ReactNode;
  onFailure: (error: unknown, retry: () => void) => ReactNode;
}) {
  const client = useQueryClient();
  const session = useQuery({ queryKey: ['session'], queryFn: readSession, staleTime: Infinity, retry: 1 });
  useEffect(() => onSignedOut(() => client.setQueryData(['session'], null)), [client]);
  useEffect(() => onFactorDue(() => void client.invalidateQueries({ queryKey: ['session'], exact: true })), [client]);
  const enter = useCallback(
    (answer: SessionAnswer) => {
      rememberCsrfToken(answer.csrfToken);
      const before = client.getQueryData<SessionAnswer | null>(['session']);
      if (before?.person.id !== answer.person.id) forgetAllBut(client, 'session');
      client.setQueryData(['session'], answer);
    },
    [client],
  );
  const signOut = useCallback(async () => {
    const answer = await request<{ logoutUrl: string } | undefined>('/session', { method: 'DELETE' });
    rememberCsrfToken(null);
    forgetAllBut(client, 'session');
    client.setQueryData(['session'], null);
    // The provider's own session would let the next person at this desk in again.
    if (answer) window.location.assign(answer.logoutUrl);
  }, [client]);
  const person = session.data?.person ?? null;
  const secondFactor = session.data?.secondFactor ?? 'none';
  const value = useMemo<SessionValue>(
    () => ({ person, secondFactor, enter, signOut, may: (...roles) => person !== null && hasRole(person, ...roles) }),
    [person, secondFactor, enter, signOut],
  );
  if (session.isPending) return whileReading;
  if (session.isError) return onFailure(session.error, () => void session.refetch());
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): SessionValue {
  const value = useContext(SessionContext);
  if (!value) throw new Error('useSession outside of SessionProvider');
  return value;
}

/** The signed-in person; only below the sign-in gate. */
export function usePerson(): Person {
  const { person } = useSession();
  if (!person) throw new Error('nobody is signed in');
  return person;
}

/** How one can sign in here, and whether this is a demonstration. */
export const useWaysIn = () =>
  useQuery({ queryKey: ['session', 'ways'], queryFn: () => request<WaysIn>('/session/ways'), staleTime: Infinity });
