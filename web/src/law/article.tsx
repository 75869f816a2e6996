import { chineseNumber, type Citation, type LawText, quoted } from '../../../domain/statute/citation.ts';

interface ArticleProps {
  citation: Citation;
  /** Null where its words are not kept. */
  law: LawText | null;
}

/** One article in its own words; the paragraph or item that was named stands out. */
export function Article({ citation, law }: ArticleProps) {
  const { article, paragraph, item } = citation;
  const words = law?.articles[article];
  if (!law || !words) {
    return (
      <p className="law-words">
        《{citation.law}》第{chineseNumber(article)}条的原文没有收录，请查阅公布文本。
      </p>
    );
  }
  const named = paragraph === null && item === null ? null : quoted(citation, law);
  return (
    <article className="law-words">
      <h4>
        《{law.law}》第{chineseNumber(article)}条
      </h4>
      <p className="quiet small">{law.edition}</p>
      {words.map((text, index) => (
        <p key={index} className="law-paragraph">
          {text.split('\n').map((line, at) => {
            // An item is named together with the sentence that it belongs to.
            const here = (paragraph ?? 1) - 1 === index && (named?.split('\n').includes(line) ?? false);
            return (
              <span key={at} {...(here ? { 'data-named': true } : {})}>
                {line}
              </span>
            );
          })}
        </p>
      ))}
    </article>
  );
}
