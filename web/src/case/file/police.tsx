import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { CaseFile } from '../../../../domain/case/state.ts';
import { RETURN_LABELS } from '../../../../domain/case/police-return/commands.ts';
import { OBJECTION_WAY_LABELS, REFERRAL_PAPER_LABELS } from '../../../../domain/case/referral/commands.ts';
import { localTime } from '../../lights/remaining.ts';
import { names } from '../../parts/words.ts';
import { Entry, Section } from '../../parts/section.tsx';

type Police = NonNullable<CaseFile['police']>;

/** Where the referral stands, in one word. */
function stateOf({ approved, refused, handedOver, answer, goods, returned }: Police): { text: string; colour: string } {
  if (returned) return { text: '已退回，继续办理', colour: 'orange' };
  if (refused) return { text: '负责人不批准移送', colour: 'default' };
  if (answer)
    return answer.filed
      ? { text: goods ? '公安已立案，物品已移交' : '公安已立案', colour: 'green' }
      : { text: '公安不予立案', colour: 'red' };
  if (handedOver) return { text: '已移送，待公安答复', colour: 'blue' };
  return approved ? { text: '已批准，待移送', colour: 'orange' } : { text: '待正职负责人批准', colour: 'orange' };
}

/** A suspected crime on its way to the police: each step by whom, with the list of what goes along (移送规定 5, 6). */
export function PoliceReferral({ file }: { file: CaseFile }) {
  const { police } = file;
  if (!police) return null;
  const { approved, refused, handedOver, answer, objections, goods, returned } = police;
  const state = stateOf(police);
  return (
    <Section
      title={
        <>
          移送公安　<Tag color={state.colour}>{state.text}</Tag>
        </>
      }
    >
      <Entry head={`${localTime(police.proposedAt)}　提请移送：涉嫌${police.crime}　专案组 ${names(police.team)}`}>
        <p>{police.grounds}</p>
      </Entry>
      <Papers file={file} police={police} />
      {approved ? (
        <Entry head={`${localTime(approved.at)}　${approved.by.name}批准移送`}>
          <p className="quiet">批准后二十四小时内向同级公安机关移送</p>
        </Entry>
      ) : null}
      {refused ? (
        <Entry head={`${localTime(refused.at)}　${refused.by.name}不批准移送`}>
          <p>{refused.reason}</p>
        </Entry>
      ) : null}
      {handedOver ? (
        <Entry head={`${localTime(handedOver.at)}　移送${handedOver.to}　回执 ${handedOver.receipt}`}>
          <p>
            清点移送 {handedOver.custody.length} 项；{police.copiedToProcurator ? '已抄送人民检察院' : '未抄送人民检察院（按本地规定）'}
          </p>
        </Entry>
      ) : null}
      {answer ? (
        <Entry head={`${answer.receivedOn}　公安机关${answer.filed ? '决定立案' : '决定不予立案'}`}>
          <p>{answer.text}</p>
        </Entry>
      ) : null}
      {objections.map((one) => (
        <Entry key={one.at} head={`${localTime(one.at)}　${OBJECTION_WAY_LABELS[one.to]}`}>
          <p>{one.grounds}</p>
        </Entry>
      ))}
      {goods ? (
        <Entry head={`${localTime(goods.at)}　移交涉案物品　回执 ${goods.receipt}`}>
          <p>{goods.items}</p>
        </Entry>
      ) : null}
      {returned ? (
        <Entry head={`${returned.receivedOn}　${returned.from}退回：${RETURN_LABELS[returned.how]}　${returned.documentNumber}`}>
          <p>{returned.text}</p>
          {returned.goods ? <p>退回的材料和物品：{returned.goods}</p> : null}
          <p className="quiet">{returned.clock}</p>
        </Entry>
      ) : null}
      {file.procuratorOpinions.map((one) => (
        <Entry key={one.id} head={`${one.receivedOn}　检察意见 ${one.number}`}>
          <p>{one.demand}</p>
          <p className="quiet">
            {one.answered
              ? `${one.answered.answeredOn}以${one.answered.documentNumber}回复：${one.answered.result}`
              : `尚未回复${one.answerDueOn ? `，要求${one.answerDueOn}前回复` : ''}`}
          </p>
        </Entry>
      ))}
    </Section>
  );
}

function Papers({ file, police }: { file: CaseFile; police: Police }) {
  const evidence = (id: string | null): ReactNode => {
    const found = id === null ? undefined : file.evidence.find((one) => one.id === id);
    return found ? <span className="quiet">　对应证据：{found.title}</span> : null;
  };
  return (
    <div className="file-entry">
      <div className="quiet">移送材料 {police.files.length} 份</div>
      <ol className="papers">
        {police.files.map((paper, index) => (
          <li key={index}>
            {paper.title}
            {paper.title === REFERRAL_PAPER_LABELS[paper.kind] ? null : (
              <span className="quiet">（{REFERRAL_PAPER_LABELS[paper.kind]}）</span>
            )}
            {evidence(paper.evidenceId)}
          </li>
        ))}
      </ol>
    </div>
  );
}
