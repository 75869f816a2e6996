import { generatePrismaClient } from './prisma-client.ts';

const done = await generatePrismaClient((line) => console.error(line));
console.error(done ? '数据库访问代码已生成' : '数据库访问代码无需更新');
