import type { ReactNode } from 'react';
import './section.css';

export function Section({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="file-section">
      <h3 className="section-title">{title}</h3>
      {children}
    </section>
  );
}

/** One dated thing that happened, with who did it. */
export function Entry({ head, children }: { head: ReactNode; children?: ReactNode }) {
  return (
    <div className="file-entry">
      <div className="quiet num">{head}</div>
      {children}
    </div>
  );
}
