/**
 * Search attributes have to be known to a namespace before a workflow may bear them: one that is not known fails every
 * task of the case. Whoever starts a worker makes sure of them here.
 */
import type { Connection } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';
import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes.js';
import { caseAttributes } from './names.ts';

/** Name → type, as `temporal operator search-attribute create` takes it. */
export const searchAttributes: Readonly<Record<string, SearchAttributeType>> = Object.fromEntries(
  Object.values(caseAttributes).map(({ name, type }) => [name, type]),
);

/** `NativeConnection` has them too. */
type Services = Pick<Connection, 'workflowService' | 'operatorService'>;

export class SearchAttributesError extends Error {
  override readonly name = 'SearchAttributesError';
}

/** A server keeps what a namespace knows for ten seconds and more before it asks again. */
const USABLE_WITHIN_MS = 90_000;

/**
 * Registers what the namespace does not know yet and waits until it can be used; answers what it registered. May be
 * called by many at once. Throws with what an operator has to do where we may not, or where a name has another type.
 */
export async function ensureSearchAttributes(connection: Services, namespace: string, wanted = searchAttributes): Promise<string[]> {
  const names = Object.keys(wanted);
  // One question that every server answers, also those that keep the operator's service to themselves.
  if ((await areUsable(connection, namespace, names)) && (await wrongTypes(connection, namespace, wanted)).length === 0) return [];
  let known: Record<string, unknown>;
  try {
    known = (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes ?? {};
  } catch (error) {
    throw new SearchAttributesError(
      `命名空间 ${namespace} 缺少搜索属性，这里又无权查看或登记：${reason(error)}\n${advice(namespace, wanted)}`,
      { cause: error },
    );
  }
  const wrong = names.filter((name) => known[name] !== undefined && known[name] !== encodeSearchAttributeIndexedValueType(wanted[name]));
  if (wrong.length > 0) {
    throw new SearchAttributesError(
      `命名空间 ${namespace} 里的搜索属性 ${wrong.join('、')} 已存在而类型不同，请改用别的命名空间或删除后重建\n${advice(namespace, wanted)}`,
    );
  }
  const missing = names.filter((name) => known[name] === undefined);
  await register(connection, namespace, missing, wanted);
  const until = Date.now() + USABLE_WITHIN_MS;
  while (!(await areUsable(connection, namespace, names))) {
    if (Date.now() > until) throw new SearchAttributesError(`搜索属性已登记，但命名空间 ${namespace} 仍不能使用，请稍后重启`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return missing;
}

async function register(
  connection: Services,
  namespace: string,
  missing: readonly string[],
  wanted: typeof searchAttributes,
): Promise<void> {
  if (missing.length === 0) return;
  const attributes = Object.fromEntries(missing.map((name) => [name, encodeSearchAttributeIndexedValueType(wanted[name])!]));
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: attributes });
  } catch (error) {
    // Another process may have been quicker.
    const { customAttributes: now } = await connection.operatorService.listSearchAttributes({ namespace });
    if (missing.every((name) => now?.[name] !== undefined)) return;
    throw new SearchAttributesError(
      `命名空间 ${namespace} 登记搜索属性 ${missing.join('、')} 失败：${reason(error)}\n${advice(namespace, wanted)}`,
      { cause: error },
    );
  }
}

/** Whether a query may name them: that is when the server has them at hand, not only in its store. */
async function areUsable(connection: Services, namespace: string, names: readonly string[]): Promise<boolean> {
  try {
    await connection.workflowService.countWorkflowExecutions({
      namespace,
      query: names.map((name) => `${name} is not null`).join(' and '),
    });
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === INVALID_ARGUMENT) return false;
    throw error;
  }
}
const INVALID_ARGUMENT = 3;

/** Asked of the operator's service, and believed to be right where that is not ours to ask. */
async function wrongTypes(connection: Services, namespace: string, wanted: typeof searchAttributes): Promise<string[]> {
  const known = await connection.operatorService.listSearchAttributes({ namespace }).then(
    ({ customAttributes }) => customAttributes ?? {},
    () => ({}),
  );
  return Object.entries(wanted).flatMap(([name, type]) =>
    name in known && (known as Record<string, unknown>)[name] !== encodeSearchAttributeIndexedValueType(type) ? [name] : [],
  );
}

const typeWord: Record<SearchAttributeType, string> = {
  TEXT: 'Text',
  KEYWORD: 'Keyword',
  INT: 'Int',
  DOUBLE: 'Double',
  BOOL: 'Bool',
  DATETIME: 'Datetime',
  KEYWORD_LIST: 'KeywordList',
};

/** `Name=Type`, as the development server's command line takes it. */
export const attributeArguments = (wanted = searchAttributes): string[] =>
  Object.entries(wanted).map(([name, type]) => `${name}=${typeWord[type]}`);

const advice = (namespace: string, wanted: typeof searchAttributes): string => {
  const each = Object.entries(wanted)
    .map(([name, type]) => `--name ${name} --type ${typeWord[type]}`)
    .join(' ');
  return `有权限的运维人员可执行：temporal operator search-attribute create --namespace ${namespace} ${each}`;
};

const reason = (error: unknown): string =>
  (error as { details?: string }).details || (error instanceof Error ? error.message : String(error));
