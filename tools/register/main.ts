/**
 * `npm run temporal:register`: registers the search attributes of cases with the namespace that the environment names, or
 * with the Temporal of this machine. May be repeated; ends with 1 and the reason where it cannot. On record in the audit trail.
 */
import { connectClient } from '../../temporal/connection.ts';
import { attributeArguments, ensureSearchAttributes } from '../../temporal/search-attributes.ts';
import { temporalSettingsOr } from '../../temporal/settings.ts';
import { onRecord } from '../audit/operated.ts';
import { readOptions } from '../start/options.ts';

try {
  const { given } = readOptions([], process.env)!;
  const settings = temporalSettingsOr(process.env, `127.0.0.1:${given.temporal ?? 7233}`);
  const connection = await connectClient(settings, { connectTimeout: '10s' }).catch((error: unknown) => {
    throw new Error(`连不上 Temporal（${settings.address}）：${error instanceof Error ? error.message : String(error)}`);
  });
  try {
    const { namespace } = settings;
    const registered = await onRecord(
      'temporalRegister',
      () => ensureSearchAttributes(connection, namespace),
      (names) => ({ namespace, registered: names }),
    );
    console.log(`命名空间 ${namespace} 的搜索属性：${attributeArguments().join('、')}`);
    console.log(registered.length > 0 ? `新登记：${registered.join('、')}` : '均已登记');
  } finally {
    await connection.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
