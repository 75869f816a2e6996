import type { ReactNode } from 'react';
import './sign-in.css';

/** The door: the name of the house, and one card. */
export function SignInFrame({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <main className="sign-in">
      <div className="sign-in-brand">
        <img src="/lamp.svg" alt="" width={40} height={40} />
        <div>
          <h1>
            案灯 <span>Caselight</span>
          </h1>
          <p>案件不遗失，期限有依据，结果可证明</p>
        </div>
      </div>
      <div className="sign-in-card" data-demo={wide}>
        {children}
      </div>
    </main>
  );
}
