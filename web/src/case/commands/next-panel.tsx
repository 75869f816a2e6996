import { DownOutlined } from '@ant-design/icons';
import { Button, Card } from 'antd';
import { useState } from 'react';
import { specOf, type CommandName } from '../../../../domain/case/catalogue.ts';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { caseActs } from '../../../../domain/case/acts.ts';
import { anyStageCommands } from '../../../../domain/case/any-stage/commands.ts';
import { clockCommands } from '../../../../domain/case/clock/commands.ts';
import { referralCommands } from '../../../../domain/case/referral/commands.ts';
import { transferCommands } from '../../../../domain/case/transfer/commands.ts';
import type { CaseAnswer } from '../../../../contract/cases.ts';
import type { NextCommand } from '../../../../domain/work/next.ts';
import { ROLE_LABELS } from '../../../../domain/vocabulary.ts';
import { useNext } from '../../api/cases.ts';
import { Nothing } from '../../parts/nothing.tsx';
import { Read } from '../../parts/read.tsx';
import { names } from '../../parts/words.ts';
import { CommandDrawer } from './command-drawer.tsx';
import './commands.css';

/** What is possible in nearly every stage stands apart from what the stage is about. */
const ASIDE = new Set(Object.keys({ ...caseActs.commands, ...anyStageCommands, ...clockCommands, ...transferCommands, ...referralCommands }));

/** Refused for who asks or for the stage: nothing that this person could mend here. */
const OUT_OF_REACH = new Set(['role-required', 'not-your-case', 'not-your-unit', 'wrong-stage', 'recused']);

/** What I can do now, the natural next step first; what I cannot, with what it would need. */
export function NextPanel({ data }: { data: CaseAnswer }) {
  const next = useNext(data.case.caseId);
  const [chosen, setChosen] = useState<CommandName | null>(null);
  return (
    <Card size="small" title="下一步" className="next-panel">
      <Read query={next} rows={4}>
        {({ items }) => <Commands file={data.case} items={items} onChoose={setChosen} />}
      </Read>
      {chosen ? <CommandDrawer key={chosen} name={chosen} data={data} onClose={() => setChosen(null)} /> : null}
    </Card>
  );
}

function Commands({ file, items, onChoose }: { file: CaseFile; items: NextCommand<CommandName>[]; onChoose: (name: CommandName) => void }) {
  const allowed = items.filter((item) => item.allowed);
  const primary = allowed.find((item) => item.primary);
  const ofStage = allowed.filter((item) => !item.primary && !ASIDE.has(item.name));
  const aside = allowed.filter((item) => !item.primary && ASIDE.has(item.name));
  const near = items.filter((item) => !item.allowed && !OUT_OF_REACH.has(item.refusal?.code ?? ''));
  const far = items.filter((item) => !item.allowed && OUT_OF_REACH.has(item.refusal?.code ?? ''));
  const awaited = items.find((item) => item.awaited);
  return (
    <div className="next-list">
      {primary ? (
        <div className="next-primary">
          <Button type="primary" size="large" block onClick={() => onChoose(primary.name)}>{primary.label}</Button>
          <p className="quiet small">{primary.help}</p>
        </div>
      ) : null}
      {!primary && awaited ? (
        <p className="next-awaited">等待<strong>{whoActs(awaited.name, file)}</strong>办理“{awaited.label}”。</p>
      ) : null}
      {allowed.length === 0 && !awaited ? <Nothing>现在没有需要您办理的事项</Nothing> : null}
      {ofStage.length > 0 ? <Buttons items={ofStage} onChoose={onChoose} /> : null}
      {aside.length > 0 ? (
        <Folded title={`其他办理 ${aside.length} 项`} open={!primary && ofStage.length === 0 && aside.length <= 8}>
          <Buttons items={aside} onChoose={onChoose} />
        </Folded>
      ) : null}
      {near.length > 0 ? <Folded title={`还差条件的 ${near.length} 项`}><Refusals items={near} /></Folded> : null}
      {far.length > 0 ? <Folded title={`不在本阶段或者不由您办的 ${far.length} 项`}><Refusals items={far} /></Folded> : null}
    </div>
  );
}

/** Who takes that step in this case: the handlers by name, or the roles of the level that handles or reviews it. */
function whoActs(name: CommandName, file: CaseFile): string {
  const { roles, byHandler } = specOf(name);
  if (byHandler && file.handlers.length > 0) return `承办人${names(file.handlers)}`;
  const review = name === 'PassReview' || name === 'ReturnForSupplement';
  const bureau = review ? file.review?.reviewerUnit === 'bureau' : file.tier === 'bureau-closes';
  const own = roles.filter((role) => role.startsWith('bureau-') === bureau);
  return (own.length > 0 ? own : roles).map((role) => ROLE_LABELS[role]).join('或者');
}

function Buttons({ items, onChoose }: { items: NextCommand<CommandName>[]; onChoose: (name: CommandName) => void }) {
  return (
    <div className="next-buttons">
      {items.map((item) => <Button key={item.name} onClick={() => onChoose(item.name)} title={item.help}>{item.label}</Button>)}
    </div>
  );
}

function Refusals({ items }: { items: NextCommand<CommandName>[] }) {
  return (
    <ul className="next-refusals">
      {items.map(({ name, label, refusal }) => (
        <li key={name}>
          <strong>{label}</strong>
          <div>{refusal?.message}</div>
          {refusal && refusal.needs.length > 0 ? <div>需要：{refusal.needs.join('；')}</div> : null}
          {refusal?.basis?.length ? <div className="quiet small">{refusal.basis.join('、')}</div> : null}
        </li>
      ))}
    </ul>
  );
}

function Folded({ title, open = false, children }: { title: string; open?: boolean; children: React.ReactNode }) {
  return (
    <details className="folded" open={open}>
      <summary><span>{title}</span><DownOutlined className="folded-arrow" /></summary>
      {children}
    </details>
  );
}
