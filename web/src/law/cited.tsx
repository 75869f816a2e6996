import { useQuery } from '@tanstack/react-query';
import { Popover } from 'antd';
import { Fragment } from 'react';
import { type Citation, citationsIn } from '../../../domain/statute/citation.ts';
import { Article } from './article.tsx';
import './law.css';

interface CitedProps {
  /** One sentence, or several articles of which each is named whole. */
  text: string | readonly string[];
}

/** A sentence that names articles: each can be opened in its own words. */
export function Cited({ text }: CitedProps) {
  const sentence = typeof text === 'string' ? text : text.join('、');
  const citations = citationsIn(sentence);
  const rest = sentence.slice(citations.at(-1)?.to ?? 0);
  return (
    <>
      {citations.map((citation, index) => (
        <Fragment key={citation.from}>
          {sentence.slice(citations[index - 1]?.to ?? 0, citation.from)}
          <Popover trigger="click" placement="bottom" content={<Words citation={citation} />} destroyOnHidden>
            <button type="button" className="cited">
              {sentence.slice(citation.from, citation.to)}
            </button>
          </Popover>
        </Fragment>
      ))}
      {rest}
    </>
  );
}

/** The laws are a large file: fetched when the first article is opened. */
function Words({ citation }: { citation: Citation }) {
  const texts = useQuery({
    queryKey: ['law-texts'],
    queryFn: () => import('../../../domain/statute/articles/texts.ts'),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  if (texts.isError) return <p className="law-words quiet">没有取到条文原文，请稍后再试。</p>;
  return texts.data ? (
    <Article citation={citation} law={texts.data.lawText(citation.law)} />
  ) : (
    <p className="law-words quiet">正在取条文……</p>
  );
}
