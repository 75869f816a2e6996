import { Tag } from 'antd';
import { Link } from 'react-router';
import type { ItemAnswer } from '../../../contract/items.ts';
import { kindNamed } from '../../../domain/kinds.ts';
import { type Relation, RELATION_LABELS } from '../../../domain/work/acts/links/relations.ts';
import { Section } from '../parts/section.tsx';
import { pathOf } from './path.ts';

type Row = ItemAnswer['related'][number];

/** Work items that belong to this one, whichever of the two named the other. */
export function Related({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <Section title="相关事项">
      <ul className="related">
        {rows.map((row) => (
          <RelatedItem key={row.kind + row.id + row.relation} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function RelatedItem({ row: { kind, id, title, relation, mayOpen } }: { row: Row }) {
  const label = kindNamed(kind)?.label ?? '事项';
  return (
    <li>
      <Tag variant="filled">{label}</Tag>
      {mayOpen ? (
        <Link to={pathOf(kind, id)}>{title || `查看这件${label}`}</Link>
      ) : (
        <span>
          {title || label}
          <span className="quiet">（不在您的查看范围内）</span>
        </span>
      )}
      <span className="quiet">{relationWords(relation)}</span>
    </li>
  );
}

/** A relation that this program does not know yet is told as the plainest. */
const relationWords = (relation: string): string => RELATION_LABELS[relation as Relation] ?? RELATION_LABELS.related;
