import { buildBundle } from './bundle.ts';
import { generatePrismaClient } from './prisma-client.ts';

const say = (line: string): void => console.error(line);
const done = await generatePrismaClient(say);
console.error(done ? '数据库访问代码已生成' : '数据库访问代码无需更新');
console.error(`工作流包：${(await buildBundle(say)) ?? '没有'}`);
