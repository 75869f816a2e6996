/** The browser app as built into dist/web: hashed assets for good, the page always fresh, every other path is the page. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { notFound } from './problem.ts';

export function mountWeb(app: Express, folder: string): void {
  app.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: true, index: false }));
  app.use(express.static(folder, { maxAge: 0, index: false, dotfiles: 'ignore' }));
  app.use((request, response, next) => {
    const page = join(folder, 'index.html');
    if (request.method !== 'GET' && request.method !== 'HEAD') throw notFound('没有这个地址', 'unknown-route');
    if (request.path.startsWith('/assets/') || !request.accepts('html')) throw notFound('没有这个文件', 'unknown-route');
    if (!existsSync(page)) throw notFound('网页尚未构建，接口可以使用：/api/v1/docs', 'web-not-built');
    response.set('Cache-Control', 'no-cache').sendFile(page, (error?: Error) => {
      if (error) next(error);
    });
  });
}
