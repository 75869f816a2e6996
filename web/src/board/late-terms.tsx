import { useQuery } from '@tanstack/react-query';
import type { LateTerms as LateTermsAnswer } from '../../../contract/board.ts';
import { request } from '../api/client.ts';

/** Late and near ones by whose they are: a breach of the law is not counted together with a slip of the office's own pace. */
export function LateTerms() {
  const terms = useQuery({ queryKey: ['board', 'terms'], queryFn: () => request<LateTermsAnswer>('/board/terms'), staleTime: 60_000 });
  if (!terms.data) return null;
  return (
    <div className="panel board-classes">
      <h3 className="board-title">期限按性质</h3>
      <table className="num">
        <thead>
          <tr>
            <th>性质</th>
            <th>超期</th>
            <th>预警</th>
          </tr>
        </thead>
        <tbody>
          {terms.data.classes.map(({ effect, label, red, yellow }) => (
            <tr key={effect}>
              <td>{label}</td>
              <td>{red}</td>
              <td>{yellow}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
