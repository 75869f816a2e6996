import { Button, Result, Tag } from 'antd';
import { Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { ItemAnswer } from '../../../contract/items.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { Problem } from '../api/client.ts';
import { useItem } from '../api/items.ts';
import { partsOf } from '../kinds/parts.ts';
import { localTime, shortTime } from '../lights/remaining.ts';
import { Read } from '../parts/read.tsx';
import { Section } from '../parts/section.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { names } from '../parts/words.ts';
import { Proof } from '../record/proof.tsx';
import { Record } from '../record/record.tsx';
import { Notes, StoodAside, Supervised } from './around.tsx';
import { ItemNext } from './commands/item-next.tsx';
import { ItemFrame } from './item-frame.tsx';
import { ItemHead } from './item-head.tsx';
import { OpeningFacts } from './opening-facts.tsx';
import { Related } from './related.tsx';
import { StageLine } from './stage-line.tsx';

/** One work item of any kind. `?term=` opens a derivation and can be sent on as an address. */
export function ItemPage({ kind }: { kind: AnyKind }) {
  const { id = '' } = useParams();
  const answer = useItem({ plural: kind.plural, id });
  if (answer.error instanceof Problem && answer.error.status === 404) {
    return (
      <Result
        status="404"
        title={`没有这件${kind.label}，或者您无权查看`}
        subTitle="可能已经转由其他单位办理。"
        extra={
          <Link to={`/${kind.plural}`}>
            <Button type="primary">回到{kind.label}列表</Button>
          </Link>
        }
      />
    );
  }
  return (
    <Read query={answer} rows={10}>
      {(item) => <ItemView key={item.id} kind={kind} item={item} />}
    </Read>
  );
}

function ItemView({ kind, item }: { kind: AnyKind; item: ItemAnswer }) {
  const [parameters, setParameters] = useSearchParams();
  const { Facts } = partsOf(kind.name);
  const onTerm = (term: string | null) => setParameters(term ? { term } : {}, { replace: true });
  return (
    <>
      <title>{`${item.file.title} · 案灯`}</title>
      <Head kind={kind} item={item} onShowTerm={onTerm} />
      <ItemFrame
        place={{ plural: kind.plural, id: item.id }}
        terms={item.terms}
        now={instantOf(item.now)}
        term={parameters.get('term')}
        onTerm={onTerm}
        next={<ItemNext kind={kind} item={item} />}
      >
        <Suspense fallback={<Waiting rows={4} />}>{Facts ? <Facts item={item} /> : <OpeningFacts kind={kind} item={item} />}</Suspense>
        <Related rows={item.related} />
        <Supervised file={item.file} />
        <StoodAside file={item.file} />
        <Notes file={item.file} />
        <Section title="办理记录">
          <Record kind={kind} id={item.id} file={item.file} terms={item.terms} />
        </Section>
        <Section title="核验">
          {parameters.has('proof') ? (
            <Proof plural={kind.plural} id={item.id} />
          ) : (
            <Button onClick={() => setParameters({ proof: '' }, { replace: true })}>核验记录是否完整</Button>
          )}
        </Section>
      </ItemFrame>
    </>
  );
}

function Head({ kind, item, onShowTerm }: { kind: AnyKind; item: ItemAnswer; onShowTerm: (term: string) => void }) {
  const { file } = item;
  const { Tags, line } = partsOf(kind.name);
  const { hidden = [], skipped = [] } = line?.(file) ?? {};
  const stages = Object.fromEntries(Object.entries(kind.stages).filter(([stage]) => !hidden.includes(stage)));
  return (
    <ItemHead
      title={file.title}
      light={item.light}
      terms={item.terms}
      ended={kind.over.includes(file.stage) ? (kind.stages[file.stage] ?? '') : null}
      onShowTerm={onShowTerm}
      tags={
        <>
          <Tag variant="filled">{kind.label}</Tag>
          {Tags ? (
            <Suspense fallback={null}>
              <Tags file={file} />
            </Suspense>
          ) : null}
          {file.suspension ? <Tag>中止：{file.suspension.reason}</Tag> : null}
        </>
      }
      facts={
        <>
          <span>
            承办{' '}
            <b>
              {file.unit.name}　{names(file.handlers, '未定承办人')}
            </b>
          </span>
          <span>
            建立 <b className="num">{localTime(file.openedAt)}</b>
          </span>
          {item.nextWakeUp ? (
            <span>
              系统将于 <b className="num">{shortTime(item.nextWakeUp.at, instantOf(item.now))}</b> 再看{kind.own}
            </span>
          ) : null}
          {item.waiting ? <b>{item.waiting}</b> : null}
        </>
      }
      line={<StageLine stages={stages} stage={file.stage} skipped={skipped} own={kind.own} />}
    />
  );
}
