import type { ReactNode } from 'react';
import { useCounty } from '../api/county.ts';
import './sign-in.css';

/** The door: the name of the house, and one card. */
export function SignInFrame({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const county = useCounty();
  return (
    <main className="sign-in">
      <div className="sign-in-brand">
        <img src={county.data?.logo ?? '/lamp.svg'} alt="" className="sign-in-logo" />
        <div>
          <h1>
            案灯 <span>Caselight</span>
          </h1>
          {county.data ? <p className="sign-in-county">{county.data.title}</p> : null}
          <p>案件不遗失，期限有依据，结果可证明</p>
        </div>
      </div>
      <div className="sign-in-card" data-demo={wide}>
        {children}
      </div>
    </main>
  );
}
