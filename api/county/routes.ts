/** What this installation is called: asked before anybody has signed in. */
import { ofNobody } from '../audit/says.ts';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { publicRoute, type Route } from '../http/route.ts';
import type { Counties } from './county.ts';

export const countyRoutes = ({ county }: { county: Counties }): Route[] => [
  publicRoute({
    method: 'get',
    path: '/county',
    id: 'county',
    audit: ofNobody(),
    tag: '登录',
    summary: '本系统所属的县',
    answers: { 200: { description: '名称', schema: z.object({ name: z.string(), title: z.string(), goLiveOn: z.string() }) } },
    handle: async () => {
      const body = await county.read();
      if (!body) throw new Problem(503, 'not-set-up', '系统还没有初始化', { needs: ['由系统运维人员运行 npm run setup'] });
      return { body };
    },
  }),
];
