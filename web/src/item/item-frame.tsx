import type { ReactNode } from 'react';
import type { TermView } from '../../../domain/terms/view.ts';
import { caseLight } from '../../../domain/terms/view.ts';
import type { ItemPlace } from '../api/items.ts';
import { TermDrawer } from './term-drawer.tsx';
import { TermsPanel } from './terms-panel.tsx';

interface ItemFrameProps {
  place: ItemPlace;
  terms: readonly TermView[];
  now: number;
  /** What can be done; absent while looking back. */
  next: ReactNode;
  /** The derivation that stands open, `light` for that of the light's own term. */
  term: string | null;
  /** Absent while looking back: a derivation is of now. */
  onTerm?: ((term: string | null) => void) | undefined;
  children: ReactNode;
}

/** What every item's page has: its content, what can be done and the terms beside it, a derivation on a click. */
export function ItemFrame({ place, terms, now, next, term, onTerm, children }: ItemFrameProps) {
  const shown = term === 'light' ? (caseLight(terms).term?.term ?? null) : term;
  return (
    <>
      <div className="item-grid">
        <div className="item-tabs">{children}</div>
        <div className="item-side">
          {next}
          <TermsPanel terms={terms} now={now} {...(onTerm ? { onShow: onTerm } : {})} />
        </div>
      </div>
      {shown !== null && onTerm ? <TermDrawer place={place} term={shown} onClose={() => onTerm(null)} /> : null}
    </>
  );
}
