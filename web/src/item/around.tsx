import { Tag } from 'antd';
import type { Asked, WorkFile } from '../../../domain/work/file.ts';
import { usePeople } from '../api/lists.ts';
import { localTime } from '../lights/remaining.ts';
import { Entry, Section } from '../parts/section.tsx';

/** What came from above: urging and supervision, each with its answer. */
export function AskedEntries({ file: { urges, supervisions } }: { file: Pick<WorkFile, 'urges' | 'supervisions'> }) {
  return (
    <>
      {urges.map((one) => (
        <AskedEntry key={one.id} word="催办" asked={one} />
      ))}
      {supervisions.map((one) => (
        <AskedEntry key={one.id} word="督办" asked={one} />
      ))}
    </>
  );
}

function AskedEntry({ word, asked: { at, text, answerDueAt, answeredAt, answer } }: { word: string; asked: Asked }) {
  return (
    <Entry head={`${localTime(at)}　${word}，${localTime(answerDueAt)} 前答复`}>
      <p>{text}</p>
      <p>{answeredAt ? `${localTime(answeredAt)} 答复：${answer ?? ''}` : <Tag color="orange">待答复</Tag>}</p>
    </Entry>
  );
}

export function Supervised({ file }: { file: WorkFile }) {
  return file.urges.length + file.supervisions.length === 0 ? null : (
    <Section title="催办和督办">
      <AskedEntries file={file} />
    </Section>
  );
}

/** Who stood aside, and who takes over from whom. */
export function StoodAside({ file: { recusals, handOver } }: { file: Pick<WorkFile, 'recusals' | 'handOver'> }) {
  if (recusals.length === 0 && !handOver) return null;
  return (
    <Section title="回避和移交">
      {recusals.map((one) => (
        <Entry
          key={one.id}
          head={`${localTime(one.at)}　${one.name}回避：${one.decided ? (one.decided.granted ? '同意' : '不同意') : '待决定'}`}
        >
          <p>{one.reason}</p>
        </Entry>
      ))}
      {handOver ? (
        <Entry head={`${localTime(handOver.at)}　${handOver.from.name}移交给${handOver.to.name}，待接收`}>
          <p>{handOver.reason}</p>
        </Entry>
      ) : null}
    </Section>
  );
}

export function Notes({ file }: { file: Pick<WorkFile, 'notes' | 'corrected'> }) {
  const people = usePeople();
  if (file.notes.length + file.corrected.length === 0) return null;
  const nameOf = (id: string): string => people.data?.items.find((person) => person.id === id)?.name ?? '';
  return (
    <Section title="备注和更正">
      {file.notes.map((note) => (
        <Entry key={note.at + note.text} head={`${localTime(note.at)}　${nameOf(note.by)}`}>
          <p>{note.text}</p>
        </Entry>
      ))}
      {file.corrected.map((one) => (
        <Entry key={one.at} head={`${localTime(one.at)}　更正第${one.seq}号记录`}>
          <p>
            原为“{one.before}”，更正为“{one.after}”：{one.reason}
          </p>
        </Entry>
      ))}
    </Section>
  );
}
