import { ReloadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { Problem } from '../api/client.ts';
import { Cited } from '../law/cited.tsx';

interface RefusedProps {
  error: unknown;
  /** Offered where asking again may help; a refusal by the rules stays one. */
  onRetry?: () => void;
  /** Fields whose message already stands at the field itself. */
  shownAtField?: (path: string) => boolean;
}

/** A refusal with what would make it possible and the articles it stands on. */
export function Refused({ error, onRetry, shownAtField }: RefusedProps) {
  const problem = error instanceof Problem ? error : null;
  const message = error instanceof Error ? error.message : String(error);
  const away = problem !== null && (problem.status >= 500 || problem.status === 0);
  const fields = problem?.fields.filter((field) => !shownAtField?.(field.path)) ?? [];
  // A faulty form lists its faults as needs as well: once is enough.
  const needs = problem && problem.fields.length === 0 ? problem.needs : [];
  const basis = problem?.basis ?? [];
  return (
    <Alert
      className="refused"
      role="alert"
      showIcon
      type={away ? 'warning' : 'error'}
      title={message}
      {...(onRetry
        ? {
            action: (
              <Button size="small" icon={<ReloadOutlined />} onClick={onRetry}>
                重试
              </Button>
            ),
          }
        : {})}
      {...(fields.length + needs.length + basis.length > 0
        ? {
            description: (
              <>
                {fields.map((field) => (
                  <div key={field.path + field.message}>
                    {field.title ? `${field.title}：` : ''}
                    {field.message}
                  </div>
                ))}
                {needs.length > 0 ? <div>需要：{needs.join('；')}</div> : null}
                {basis.length > 0 ? (
                  <div className="quiet">
                    依据：
                    <Cited text={basis} />
                  </div>
                ) : null}
              </>
            ),
          }
        : {})}
    />
  );
}
