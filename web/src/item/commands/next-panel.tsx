import { Button, Card } from 'antd';
import { type ReactNode, useState } from 'react';
import type { WorkFile } from '../../../../domain/work/file.ts';
import type { AnyKind } from '../../../../domain/work/kind.ts';
import type { NextCommand } from '../../../../domain/work/next.ts';
import { useNext } from '../../api/items.ts';
import { Folded } from '../../parts/folded.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { Read } from '../../parts/read.tsx';
import { whoActs } from './who-acts.ts';
import './commands.css';
import { Cited } from '../../law/cited.tsx';

/** Refused for who asks or for the stage: nothing that this person could mend here. */
const OUT_OF_REACH = new Set(['role-required', 'not-your-case', 'not-your-unit', 'wrong-stage', 'recused']);

interface NextPanelProps {
  kind: AnyKind;
  id: string;
  file: WorkFile;
  /** Where a kind knows better than its commands say who takes a step. */
  actorOf?: ((command: string) => string | null) | undefined;
  /** The form of a chosen command. */
  form: (command: string, onClose: () => void) => ReactNode;
  /** What can be begun from here. */
  children?: ReactNode;
}

/** What I can do now, the natural next step first; what I cannot, with what it would need. */
export function NextPanel({ kind, id, file, actorOf, form, children }: NextPanelProps) {
  const next = useNext({ plural: kind.plural, id });
  const [chosen, setChosen] = useState<string | null>(null);
  const actor = (command: string): string => {
    const spec = kind.commands[command];
    return actorOf?.(command) ?? (spec ? whoActs(spec, file) : '他人');
  };
  return (
    <Card size="small" title="下一步" className="next-panel">
      <Read query={next} rows={4}>
        {({ items }) => (
          <Commands kind={kind} items={items.filter(({ name }) => !kind.commands[name]?.told)} actor={actor} onChoose={setChosen} />
        )}
      </Read>
      {children}
      {chosen === null ? null : form(chosen, () => setChosen(null))}
    </Card>
  );
}

/** What is possible as long as anything is left to do stands apart from what the stage is about. */
const everywhere = ({ stages, over, commands }: AnyKind, name: string): boolean =>
  Object.keys(stages).every((stage) => over.includes(stage) || commands[name]?.stages.includes(stage));

function Commands({
  kind,
  items,
  actor,
  onChoose,
}: {
  kind: AnyKind;
  items: readonly NextCommand[];
  actor: (command: string) => string;
  onChoose: (name: string) => void;
}) {
  const allowed = items.filter((item) => item.allowed);
  const primary = allowed.find((item) => item.primary);
  const ofStage = allowed.filter((item) => !item.primary && !everywhere(kind, item.name));
  const aside = allowed.filter((item) => !item.primary && everywhere(kind, item.name));
  const near = items.filter((item) => !item.allowed && !OUT_OF_REACH.has(item.refusal?.code ?? ''));
  const far = items.filter((item) => !item.allowed && OUT_OF_REACH.has(item.refusal?.code ?? ''));
  const awaited = items.find((item) => item.awaited);
  return (
    <div className="next-list">
      {primary ? (
        <div className="next-primary">
          <Button type="primary" size="large" block onClick={() => onChoose(primary.name)}>
            {primary.label}
          </Button>
          <p className="quiet small">{primary.help}</p>
        </div>
      ) : null}
      {!primary && awaited ? (
        <p className="next-awaited">
          等待<strong>{actor(awaited.name)}</strong>办理“{awaited.label}”。
        </p>
      ) : null}
      {allowed.length === 0 && !awaited ? <Nothing>现在没有需要您办理的事项</Nothing> : null}
      {ofStage.length > 0 ? <Buttons items={ofStage} onChoose={onChoose} /> : null}
      {aside.length > 0 ? (
        <Folded title={`其他办理 ${aside.length} 项`} open={!primary && ofStage.length === 0 && aside.length <= 8}>
          <Buttons items={aside} onChoose={onChoose} />
        </Folded>
      ) : null}
      {near.length > 0 ? (
        <Folded title={`还差条件的 ${near.length} 项`}>
          <Refusals items={near} />
        </Folded>
      ) : null}
      {far.length > 0 ? (
        <Folded title={`不在本阶段或者不由您办的 ${far.length} 项`}>
          <Refusals items={far} />
        </Folded>
      ) : null}
    </div>
  );
}

function Buttons({ items, onChoose }: { items: readonly NextCommand[]; onChoose: (name: string) => void }) {
  return (
    <div className="next-buttons">
      {items.map((item) => (
        <Button key={item.name} onClick={() => onChoose(item.name)} title={item.help}>
          {item.label}
        </Button>
      ))}
    </div>
  );
}

function Refusals({ items }: { items: readonly NextCommand[] }) {
  return (
    <ul className="next-refusals">
      {items.map(({ name, label, refusal }) => (
        <li key={name}>
          <strong>{label}</strong>
          <div>{refusal?.message}</div>
          {refusal && refusal.needs.length > 0 ? <div>需要：{refusal.needs.join('；')}</div> : null}
          {refusal?.basis?.length ? (
            <div className="quiet small">
              <Cited text={refusal.basis} />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
