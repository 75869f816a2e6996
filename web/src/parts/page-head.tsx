import type { ReactNode } from 'react';

/** A page's title, one quiet sentence, and what can be done on it. */
export function PageHead({ title, hint, children }: { title: ReactNode; hint?: ReactNode; children?: ReactNode }) {
  return (
    <header className="page-head">
      {typeof title === 'string' ? <title>{`${title} · 案灯`}</title> : null}
      <h1>{title}</h1>
      {hint ? <p>{hint}</p> : null}
      {children ? <div className="page-actions">{children}</div> : null}
    </header>
  );
}
