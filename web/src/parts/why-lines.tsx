import { Cited } from '../law/cited.tsx';

/** A derivation, step by step, each with the article or rule it stands on. */
export function WhyLines({ lines }: { lines: readonly { text: string; basis?: string }[] }) {
  return (
    <ol className="why-lines">
      {lines.map((line, index) => (
        <li key={index}>
          <span>
            {line.text}
            {line.basis ? (
              <span className="why-basis">
                <Cited text={line.basis} />
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
