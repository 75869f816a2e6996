/** What a file is, by its content: the name and the client's word decide nothing. */
import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';

/** What is taken as evidence, with the ending its name gets. Nothing here is run by a browser that shows it. */
const TAKEN: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/heic': 'heic',
  'image/heif': 'heif',
  'image/tiff': 'tif',
  'image/bmp': 'bmp',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/x-msvideo': 'avi',
  'video/vnd.avi': 'avi',
  'video/x-matroska': 'mkv',
  'video/matroska': 'mkv',
  'video/webm': 'webm',
  'video/3gpp': '3gp',
  'video/mpeg': 'mpg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/amr': 'amr',
  'audio/aac': 'aac',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'audio/x-flac': 'flac',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/x-cfb': 'doc',
  'application/zip': 'zip',
  'application/x-7z-compressed': '7z',
  'application/x-rar-compressed': 'rar',
  'application/vnd.rar': 'rar',
  'text/plain': 'txt',
};

export const TAKEN_WORDS = '图片、PDF、音频、视频、Office 文档、压缩包、纯文本';

export interface FileKind {
  type: string;
  /** Without the dot. */
  ending: string;
}

/** Null for what is not taken as evidence (programs, web pages, unknown binaries). */
export async function kindOf(start: Buffer, name: string): Promise<FileKind | null> {
  const found = await fileTypeFromBuffer(start).catch(() => undefined);
  if (found) {
    // OFD 版式文件 (GB/T 33190) is a zip by its content; only its own name tells.
    if (found.mime === 'application/zip' && /\.ofd$/i.test(name)) return { type: 'application/ofd', ending: 'ofd' };
    const ending = TAKEN[found.mime];
    return ending === undefined ? null : { type: found.mime, ending };
  }
  return looksLikeText(start) ? { type: 'text/plain', ending: 'txt' } : null;
}

/** Markup is text to a machine and a page to a browser: it is not taken. */
function looksLikeText(start: Buffer): boolean {
  const whole = withoutCutCharacter(start);
  if (whole.length === 0 || whole.includes(0) || !isUtf8(whole)) return false;
  return !/^\s*(<!doctype|<html|<\?xml|<svg|<script)/i.test(whole.toString('utf8').replace(/^\ufeff/, ''));
}

/** The first bytes of a longer file may end within a character; that one is left out of the question. */
function withoutCutCharacter(start: Buffer): Buffer {
  for (let back = 1; back <= Math.min(4, start.length); back++) {
    const byte = start[start.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? start.subarray(0, start.length - back) : start;
  }
  return start;
}
