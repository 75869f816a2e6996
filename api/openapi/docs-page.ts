/** The document for people: one page, no script, nothing from elsewhere. */

type Json = Record<string, unknown>;

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters: { name: string; in: string; required: boolean; description?: string; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, { schema?: Json }> }>;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `
:root { color-scheme: light; } * { box-sizing: border-box; }
body { margin: 0; font: 15px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1f2a30; background: #f5f7f8; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 80px; } h1 { font-size: 26px; } h2 { margin-top: 40px; font-size: 19px; }
nav a { margin-right: 14px; } a { color: #0b5f63; }
details { background: #fff; border: 1px solid #dde4e6; border-radius: 8px; margin: 8px 0; padding: 0 14px; } summary { cursor: pointer; padding: 10px 0; }
code, pre { font: 13px/1.6 ui-monospace, Menlo, Consolas, monospace; } pre { background: #f5f7f8; padding: 10px; border-radius: 6px; overflow: auto; max-height: 420px; }
.m { display: inline-block; width: 58px; font-weight: 700; font-family: ui-monospace, monospace; font-size: 12px; } .get { color: #0b5f63; } .post { color: #9a4b00; } .delete { color: #a3162a; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; border-bottom: 1px solid #e6ebed; padding: 5px 8px; vertical-align: top; } p { white-space: pre-line; }
.q { color: #5d6a70; }`;

/** `string`, `"a" | "b"`, `数组<…>`: a schema in a few words. */
function typeWords(schema: Json): string {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const alternatives = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (alternatives) return alternatives.map(typeWords).join(' | ');
  if (schema.type === 'array') return `${typeWords((schema.items as Json | undefined) ?? {})}[]`;
  return [schema.type, schema.format].filter(Boolean).map(String).join(' ') || '任意';
}

function fieldRows(schema: Json, prefix = '', depth = 0): string {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(properties)
    .map(([name, own]) => {
      const path = prefix ? `${prefix}.${name}` : name;
      const row =
        `<tr><td><code>${escaped(path)}</code>${required.includes(name) ? '' : ' <span class="q">可省</span>'}</td>` +
        `<td>${escaped(typeWords(own))}</td><td>${escaped([own.title, own.help].filter(Boolean).join('：'))}</td></tr>`;
      const items = own.items as Json | undefined;
      const below = own.properties ? own : items?.properties ? items : null;
      return row + (below && depth < 2 ? fieldRows(below, own.properties ? path : `${path}[]`, depth + 1) : '');
    })
    .join('');
}

const table = (rows: string) =>
  rows ? `<table><thead><tr><th>名称</th><th>类型</th><th>说明</th></tr></thead><tbody>${rows}</tbody></table>` : '';

function operationHtml(path: string, method: string, operation: Operation): string {
  const parameters = operation.parameters
    .map(
      (one) =>
        `<tr><td><code>${escaped(one.name)}</code>${one.required ? '' : ' <span class="q">可省</span>'}</td><td>${escaped(typeWords(one.schema))}</td><td>${escaped(one.description ?? '')} <span class="q">${one.in}</span></td></tr>`,
    )
    .join('');
  const body = Object.entries(operation.requestBody?.content ?? {})
    .map(([type, { schema }]) => `<h4>请求内容 <code>${escaped(type)}</code></h4>${table(fieldRows(schema))}`)
    .join('');
  const answers = Object.entries(operation.responses)
    .filter(([, answer]) => !answer.$ref)
    .map(([status, answer]) => {
      const schema = Object.values(answer.content ?? {})[0]?.schema;
      return `<h4>${status} ${escaped(answer.description ?? '')}</h4>${schema ? table(fieldRows(schema)) : ''}`;
    })
    .join('');
  const failures = Object.entries(operation.responses)
    .filter(([, answer]) => answer.$ref)
    .map(([status]) => status)
    .join('、');
  return (
    `<details id="${escaped(operation.operationId)}"><summary><span class="m ${method}">${method.toUpperCase()}</span><code>${escaped(path)}</code>　${escaped(operation.summary)}</summary>` +
    `<p>${escaped(operation.description)}</p>${parameters ? `<h4>参数</h4>${table(parameters)}` : ''}${body}${answers}<p class="q">未办成：${failures}</p></details>`
  );
}

export function docsPage(document: Json): string {
  const { info, paths } = document as { info: { title: string; description: string }; paths: Record<string, Record<string, Operation>> };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const sections = tags.map((tag, index) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(tag));
    return `<h2 id="t${index}">${escaped(tag)}</h2>${own.map(({ path, method, operation }) => operationHtml(path, method, operation)).join('')}`;
  });
  return (
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(info.title)} 接口文档</title><style>${STYLE}</style></head>` +
    `<body><main><h1>${escaped(info.title)} 接口文档</h1><p>${escaped(info.description)}</p><p><a href="/api/v1/openapi.json">openapi.json</a>　<a href="/">回到案灯</a></p>` +
    `<nav>${tags.map((tag, index) => `<a href="#t${index}">${escaped(tag)}</a>`).join('')}</nav>${sections.join('')}</main></body></html>`
  );
}
