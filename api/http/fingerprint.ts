/** Names a request by its content, so that a key used again for something else is found out. */
import { canonicalJson } from '../../domain/canonical-json.ts';
import { Problem } from './problem.ts';
import { sha256 } from '../session/tokens.ts';

export const fingerprintOf = (route: string, content: unknown): string => sha256(`${route}\n${canonicalJson(content ?? null)}`);

export const keyReused = (): Problem =>
  new Problem(422, 'idempotency-key-reused', '这个 Idempotency-Key 已经用于另一个不同的请求', {
    needs: ['为新的请求使用新的 Idempotency-Key'],
    errors: [{ path: 'header.Idempotency-Key', title: 'Idempotency-Key', message: '已用于内容不同的请求' }],
  });
