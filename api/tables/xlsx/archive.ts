/** The parts of a spreadsheet's archive, each read as a stream of text under a limit; nothing is ever written to disk. */
import type { Readable } from 'node:stream';
import { type SaxesOptions, SaxesParser } from 'saxes';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { Problem } from '../../http/problem.ts';
import { foreignArchive } from '../signatures.ts';

/** Bytes once inflated: a hundred thousand rows of a lead's width have some forty million. */
const MOST_INFLATED = 96 * 1024 * 1024;
const MOST_ENTRIES = 2_000;

export const brokenSpreadsheet = (detail = '电子表格已经损坏，或者没有传完'): Problem =>
  new Problem(400, 'spreadsheet-broken', detail, { needs: ['用表格软件打开，重新另存为 .xlsx 后上传'] });

export interface Archive {
  has(name: string): boolean;
  names(): readonly string[];
  /** Walks a part's XML; `watch` puts the handlers on. */
  walk(name: string, watch: (parser: SaxesParser<SaxesOptions>) => void): Promise<void>;
}

export async function openArchive(bytes: Buffer): Promise<Archive> {
  const { zip, entries } = await entriesOf(bytes);
  const foreign = foreignArchive(new Set(entries.keys()));
  if (foreign) throw foreign;
  if (entries.size === 0) throw brokenSpreadsheet();
  const total = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (total > MOST_INFLATED) {
    throw new Problem(
      413,
      'spreadsheet-too-large',
      `电子表格解压后有${Math.ceil(total / 1024 / 1024)} MB，最多${MOST_INFLATED / 1024 / 1024} MB`,
      { needs: ['删去图片和多余的工作表，或者分成几个文件'] },
    );
  }
  return {
    has: (name) => entries.has(name),
    names: () => [...entries.keys()],
    walk: async (name, watch) => {
      const entry = entries.get(name);
      if (!entry) throw brokenSpreadsheet(`电子表格缺少 ${name.slice(0, 80)} 这一部分`);
      await walkXml(await streamOf(zip, entry), watch);
    },
  };
}

async function entriesOf(bytes: Buffer): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  const entries = new Map<string, Entry>();
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, opened) => {
      if (error || !opened) return reject(brokenSpreadsheet());
      opened.on('error', () => reject(brokenSpreadsheet()));
      opened.on('end', () => resolve(opened));
      opened.on('entry', (entry: Entry) => {
        if (entry.isEncrypted())
          return reject(new Problem(415, 'spreadsheet-file', '这个文件加了密码，打不开', { needs: ['取消密码后重新上传'] }));
        entries.set(entry.fileName, entry);
        if (entries.size > MOST_ENTRIES) return reject(brokenSpreadsheet('压缩包里的文件太多，不是电子表格'));
        opened.readEntry();
      });
      opened.readEntry();
    });
  });
  return { zip, entries };
}

const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error || !stream ? reject(brokenSpreadsheet()) : resolve(stream))),
  );

/** A document type could name files of this machine or grow without end; spreadsheets have none. */
async function walkXml(stream: Readable, watch: (parser: SaxesParser<SaxesOptions>) => void): Promise<void> {
  const parser = new SaxesParser<SaxesOptions>({ position: false });
  let fault: Problem | null = null;
  parser.on('doctype', () => (fault ??= brokenSpreadsheet('电子表格里有外部定义（DOCTYPE），不予读取')));
  parser.on('error', () => (fault ??= brokenSpreadsheet()));
  watch(parser);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of stream) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }));
      if (fault) throw fault as Problem;
    }
    parser.write(decoder.decode()).close();
  } catch (error) {
    throw error instanceof Problem ? error : brokenSpreadsheet();
  } finally {
    stream.destroy();
  }
  if (fault) throw fault as Problem;
}

/** The name without its prefix: some programs write `x:row`. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
