import { Button, Tag } from 'antd';
import { useState } from 'react';
import { PARTY_MERGERS } from '../../../domain/roles.ts';
import { Nothing } from '../parts/nothing.tsx';
import { Read } from '../parts/read.tsx';
import { useSession } from '../session/session.tsx';
import { MergeDrawer } from './merge-drawer.tsx';
import { PartyName } from './parties-page.tsx';
import type { Party, SimilarParty } from '../../../contract/parties.ts';
import { useSimilarParties } from './party-model.ts';

/** Records that may be of the same person or firm, with what speaks for and against it. */
export function SimilarParties({ party }: { party: Party }) {
  const similar = useSimilarParties(party.id);
  const { may } = useSession();
  const [chosen, setChosen] = useState<SimilarParty | null>(null);
  return (
    <>
      <Read query={similar} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>没有相近的记录</Nothing>
          ) : (
            items.map((one) => (
              <div key={one.id} className="party-alike">
                <div>
                  <PartyName party={one} />
                </div>
                <div className="small">
                  <Tag color={one.propose ? 'blue' : 'default'} variant="filled">
                    {one.propose ? '很可能' : '依据不足'}
                  </Tag>
                  {one.why.join('；')}
                  <span className="quiet num">　相似 {Math.round(one.score * 100)}%</span>
                </div>
                {one.address || one.phone ? (
                  <div className="quiet small num">{[one.phone, one.address].filter(Boolean).join('　')}</div>
                ) : null}
                {one.propose && may(...PARTY_MERGERS) ? (
                  <Button size="small" onClick={() => setChosen(one)}>
                    合并…
                  </Button>
                ) : null}
              </div>
            ))
          )
        }
      </Read>
      {may(...PARTY_MERGERS) ? null : <p className="quiet small">确认为同一当事人的，由执法局或者清单管理员合并。</p>}
      {chosen ? <MergeDrawer party={party} other={chosen} onClose={() => setChosen(null)} /> : null}
    </>
  );
}
