import { Spin } from 'antd';
import { lazy, Suspense, useEffect } from 'react';
import { Broken } from './parts/broken.tsx';
import { FactorGate } from './session/factor-gate.tsx';
import { useSession } from './session/session.tsx';
import { SignIn } from './session/sign-in.tsx';

const fetchPages = () => import('./pages.tsx');
const Pages = lazy(async () => ({ default: (await fetchPages()).Pages }));

/** The sign-in page comes at once; what stands behind it, with all that the kinds of work item know, while a name is typed. */
export function App() {
  const { person, secondFactor } = useSession();
  useEffect(() => {
    // What fails here is told where it is needed.
    fetchPages().catch(() => undefined);
  }, []);
  if (!person) return <SignIn />;
  if (secondFactor === 'due' || secondFactor === 'set-up') return <FactorGate />;
  return (
    <Broken place="">
      <Suspense
        fallback={
          <div className="centre">
            <Spin size="large" />
          </div>
        }
      >
        <Pages />
      </Suspense>
    </Broken>
  );
}
