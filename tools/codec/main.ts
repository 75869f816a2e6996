/**
 * `npm run codec -- list`: the keys that payloads in Temporal are encrypted with; never the keys themselves.
 * `npm run codec -- rotate`: a new key, which encrypts from now on; the former ones go on opening what they wrote.
 * `npm run codec -- check`: which running items hold something of a key that is not there.
 */
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { newKey, readKeyFile, writeKeyFile } from '../../temporal/key-file.ts';
import { adoptKeyRing, hasKeysGiven, keyFilePath, keyRing } from '../../temporal/key-ring.ts';
import { temporalSettingsOr } from '../../temporal/settings.ts';
import { noted, onRecord } from '../audit/operated.ts';
import { dataFolder } from '../paths.mjs';
import { readOptions } from '../start/options.ts';
import { unreadable } from './missing-keys.ts';

const environment = { ...process.env, CASELIGHT_DATA: dataFolder() };
const [command = 'list'] = process.argv.slice(2);

try {
  adoptKeyRing(environment);
  if (command === 'list') list();
  else if (command === 'rotate') await rotate();
  else if (command === 'check') await check();
  else throw new Error(`没有“${command}”，可用的有：list、rotate、check`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function list(): void {
  if (hasKeysGiven(environment)) {
    console.log(
      `CASELIGHT_CODEC_KEYS：${keyRing()
        .ids.map((id, n) => (n === 0 ? `${id}（加密）` : id))
        .join('、')}`,
    );
    return;
  }
  const path = keyFilePath(environment);
  const { keys, since, older } = readKeyFile(path);
  console.log(`密钥环 ${path}，${since} 起加密${older ? '；此前的流程历史没有加密，照常可读' : ''}`);
  keys.forEach(({ id, addedAt }, n) => console.log(`${id}  ${addedAt}${n === 0 ? '  用于加密' : ''}`));
}

async function rotate(): Promise<void> {
  if (hasKeysGiven(environment)) {
    throw new Error(
      '密钥由 CASELIGHT_CODEC_KEYS 给出：先把新密钥加在末尾并重启各进程，再把它移到最前并重启；旧密钥保留到用它加密的流程都已归档并过了保存期',
    );
  }
  const path = keyFilePath(environment);
  const file = readKeyFile(path);
  const key = await onRecord(
    'codecRotate',
    () => {
      const added = newKey(new Date());
      writeKeyFile(path, { ...file, keys: [added, ...file.keys] });
      return Promise.resolve(added);
    },
    ({ id }) => ({ added: id, former: file.keys.map((one) => one.id) }),
  );
  console.log(`已加入 ${key.id}，此后用它加密；从前的 ${file.keys.length} 个继续用于解密，不要删除。`);
  console.log('各进程数秒内自动读取，不必重启。请立即备份密钥环；有多台机器的，把文件复制到每一台（权限 600）。');
}

async function check(): Promise<void> {
  const { given } = readOptions([], process.env)!;
  const settings = temporalSettingsOr(process.env, `127.0.0.1:${given.temporal ?? 7233}`);
  const connection = await connectClient(settings, { connectTimeout: '10s' }).catch((error: unknown) => {
    throw new Error(`连不上 Temporal（${settings.address}）：${error instanceof Error ? error.message : String(error)}`);
  });
  try {
    let count = 0;
    for await (const { label, number, workflowId, keyIds } of unreadable(clientOn(connection, settings.namespace), keyRing())) {
      count += 1;
      console.log(`${label} ${number ?? workflowId}（${workflowId}）：缺少密钥 ${keyIds.join('、')}`);
    }
    console.log(
      count === 0
        ? '在办事项都读得出'
        : `${count}件在办事项读不出，停在原处；其余照常办理。请从备份恢复密钥环，恢复后自行继续。记录完整而密钥确已丢失的，用 npm run reconcile -- --restart 由记录重建流程`,
    );
    await noted('codecCheck', { unreadable: count });
    if (count > 0) process.exitCode = 1;
  } finally {
    await connection.close();
  }
}
