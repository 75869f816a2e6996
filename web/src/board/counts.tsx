import { Link } from 'react-router';
import type { Board } from '../../../contract/board.ts';
import { kindNamed } from '../../../domain/kinds.ts';
import { type Light, LIGHT_LABELS, LIGHTS, STAGE_LABELS, TIER_LABELS } from '../../../domain/vocabulary.ts';
import { Lamp } from '../lights/lamp.tsx';
import { LIGHT_COLOURS } from '../theme.ts';

const WORST_FIRST = [...LIGHTS].reverse();

type Lights = Record<Light, number>;
const sum = (lights: Lights): number => LIGHTS.reduce((total, light) => total + lights[light], 0);

/** How many stand where; every figure leads to its items. */
export function Counts({ board }: { board: Board }) {
  const kindRows = rowsOfKinds(board.kinds);
  return (
    <>
      <div className="board-lights">
        {WORST_FIRST.map((light) => (
          <Link key={light} to={`/work-items?light=${light}&ended=false`} className="board-light" data-light={light}>
            <Lamp light={light} text={LIGHT_LABELS[light]} />
            <strong className="num">{board.lights[light]}</strong>
          </Link>
        ))}
      </div>
      <div className="board-grid">
        <Breakdown
          title="按镇街"
          rows={[...board.towns]
            .sort((a, b) => b.lights.red - a.lights.red || b.lights.yellow - a.lights.yellow)
            .map(({ town, lights }) => ({ key: town.id, label: town.name, lights, to: `/work-items?town=${town.id}&ended=false` }))}
        />
        <Breakdown
          title="案件按阶段"
          rows={board.stages.map(({ stage, lights }) => ({ key: stage, label: STAGE_LABELS[stage], lights, to: `/cases?stage=${stage}` }))}
        />
        <Breakdown
          title="案件按层级"
          rows={board.tiers.map(({ tier, lights }) => ({ key: tier, label: TIER_LABELS[tier], lights, to: `/cases?tier=${tier}` }))}
        />
        {kindRows.length > 1 ? <Breakdown title="按事项" rows={kindRows} /> : null}
      </div>
    </>
  );
}

const rowsOfKinds = (kinds: Board['kinds']): BarRow[] =>
  kinds.flatMap(({ kind: name, lights }) => {
    const kind = kindNamed(name);
    return kind ? [{ key: name, label: kind.label, lights, to: `/${kind.plural}?ended=false` }] : [];
  });

interface BarRow {
  key: string;
  label: string;
  lights: Lights;
  to: string;
}

function Breakdown({ title, rows }: { title: string; rows: BarRow[] }) {
  const most = Math.max(1, ...rows.map((row) => sum(row.lights)));
  return (
    <section className="panel">
      <h2 className="board-title">{title}</h2>
      {rows.length === 0 ? (
        <p className="quiet">没有在办的</p>
      ) : (
        rows.map((row) => {
          const shown = WORST_FIRST.filter((light) => row.lights[light] > 0);
          const words = shown.map((light) => `${LIGHT_LABELS[light]} ${row.lights[light]}`).join('，');
          return (
            <Link
              key={row.key}
              to={row.to}
              className="board-bar"
              aria-label={`${row.label}：共 ${sum(row.lights)} 件，${words}`}
              title={words}
            >
              <span>{row.label}</span>
              <span className="board-bar-track">
                {shown.map((light) => (
                  <i key={light} style={{ width: `${(row.lights[light] / most) * 100}%`, background: LIGHT_COLOURS[light] }} />
                ))}
              </span>
              <b className="num">{sum(row.lights)}</b>
            </Link>
          );
        })
      )}
    </section>
  );
}
