import { Alert } from 'antd';
import { Problem } from '../api/client.ts';

/** A refusal with what would make it possible and the articles it stands on. */
export function Refused({ error }: { error: unknown }) {
  const problem = error instanceof Problem ? error : null;
  const message = error instanceof Error ? error.message : String(error);
  return (
    <Alert
      type={problem && problem.status >= 500 ? 'warning' : 'error'}
      showIcon
      style={{ marginBottom: 16 }}
      title={message}
      description={problem && (problem.needs.length > 0 || problem.basis.length > 0 || problem.fields.length > 0) ? (
        <div>
          {problem.fields.map((field) => <div key={field.path + field.message}>{field.title ?? field.path}：{field.message}</div>)}
          {problem.needs.length > 0 ? <div>需要：{problem.needs.join('；')}</div> : null}
          {problem.basis.length > 0 ? <div style={{ opacity: 0.75 }}>依据：{problem.basis.join('、')}</div> : null}
        </div>
      ) : undefined}
    />
  );
}
