import type { Spread } from '../../../domain/discretion/spread.ts';
import { yuan } from '../parts/words.ts';
import type { SimilarCase } from '../../../contract/similar.ts';

/** Fines along a line: each case a dot, the middle a bar, the proposed one a flag. For the eye alone; words stand above. */
export function FineStrip({ items, spread, fine }: { items: readonly SimilarCase[]; spread: Spread; fine: number | null }) {
  const fines = items.flatMap((item) => (item.fine ? [item.fine] : []));
  const wanted = fine !== null && fine > 0 ? [fine] : [];
  const low = Math.min(spread.min, ...fines, ...wanted);
  const high = Math.max(spread.max, ...fines, ...wanted);
  if (high === low) return null;
  const same = (item: SimilarCase): boolean => item.sameTier && item.sameSubject;
  // Those that compare lie above the others.
  const dots = [...items].sort((a, b) => Number(same(a)) - Number(same(b)));
  const at = (value: number) => `${4 + ((value - low) / (high - low)) * 92}%`;
  return (
    <div className="fine-strip" aria-hidden="true">
      <div className="fine-line">
        <i className="fine-range" style={{ left: at(spread.min), right: `calc(100% - ${at(spread.max)})` }} />
        <i className="fine-median" style={{ left: at(spread.median) }} title={`中位 ${yuan(spread.median)}`} />
        {dots.map((item) =>
          item.fine ? (
            <i
              key={item.caseId}
              className="fine-dot"
              data-same={same(item)}
              style={{ left: at(item.fine) }}
              title={`${item.town} ${yuan(item.fine)}`}
            />
          ) : null,
        )}
        {wanted.map((value) => (
          <i key="fine" className="fine-flag" style={{ left: at(value) }} title={`拟罚${yuan(value)}`} />
        ))}
      </div>
      <div className="fine-ends num">
        <span>{yuan(low)}</span>
        <span>{yuan(high)}</span>
      </div>
      <div className="fine-key">
        <span data-key="same">同档、同类当事人</span>
        <span data-key="other">本事项其他</span>
        <span data-key="median">中位</span>
        {wanted.length > 0 ? <span data-key="flag">拟罚款</span> : null}
      </div>
    </div>
  );
}
