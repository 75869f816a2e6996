/** Bytes of a text file to text: what the encoding is, is said by its mark or found out, never guessed where it could be two. */
import { isUtf8 } from 'node:buffer';
import { detect } from 'jschardet';
import { Problem } from '../http/problem.ts';

export interface Decoded {
  text: string;
  encoding: string;
  /** It was found out from the text itself: people should look. */
  guessed: boolean;
}

const NEEDS = ['用表格软件另存为 .xlsx，或者“CSV UTF-8（逗号分隔）”'];
const refuse = (message: string): Problem => new Problem(400, 'csv-encoding', message, { needs: NEEDS });

function decode(bytes: Buffer, label: string, name: string, guessed = false): Decoded {
  let text: string;
  try {
    text = new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw refuse(`文件标明是 ${name} 编码，但有不能按 ${name} 读的内容，可能没有传完`);
  }
  if (text.includes('\u0000')) throw refuse('文件含有空字符，不是文字表格');
  return { text, encoding: name, guessed };
}

export function decodeText(bytes: Buffer): Decoded {
  const mark = bytes.subarray(0, 4).toString('hex');
  if (mark === 'fffe0000' || mark === '0000feff') throw refuse('文件是 UTF-32 编码');
  if (mark.startsWith('fffe')) return decode(bytes, 'utf-16le', 'UTF-16 LE');
  if (mark.startsWith('feff')) return decode(bytes, 'utf-16be', 'UTF-16 BE');
  const wide = unmarkedWide(bytes);
  if (wide) return decode(bytes, wide, wide === 'utf-16le' ? 'UTF-16 LE' : 'UTF-16 BE', true);
  if (isUtf8(bytes)) return decode(bytes, 'utf-8', 'UTF-8');
  return decodeDoubleByte(bytes);
}

/** UTF-16 without its mark: commas, figures and line ends have a zero byte each, all on the same side. */
function unmarkedWide(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, 4_096);
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2]! += 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd < Math.max(4, head.length / 20) || Math.min(even, odd) > Math.max(even, odd) / 10) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

const CANDIDATES = { gb18030: 'GB18030', big5: 'Big5' } as const;
type Candidate = keyof typeof CANDIDATES;

/** Chinese of the mainland or of Hong Kong and Taiwan: most bytes can be read either way, as other words. */
function decodeDoubleByte(bytes: Buffer): Decoded {
  const guess = detect(sampleOf(bytes), { minimumThreshold: 0 }).encoding ?? null;
  const label: Candidate | null = guess === 'Big5' ? 'big5' : guess !== null && /^GB/i.test(guess) ? 'gb18030' : null;
  if (label !== null && readable(bytes, label)) return decode(bytes, label, CANDIDATES[label], true);
  const possible = (Object.keys(CANDIDATES) as Candidate[]).filter((one) => readable(bytes, one)).map((one) => CANDIDATES[one]);
  if (possible.length === 2) throw refuse('分不清文件是 GB18030 还是 Big5 编码，为免错字不予读取');
  if (guess !== null && label === null) throw refuse(`文件像是 ${guess} 编码，只读 UTF-8、UTF-16、GB18030 和 Big5`);
  throw refuse('看不出文件的编码，可能不是文字表格，或者没有传完');
}

function readable(bytes: Buffer, label: Candidate): boolean {
  try {
    // A private-use sign is what an encoding has where it has no sign: the bytes were another one's.
    return !/[\ue000-\uf8ff\u0000]/.test(new TextDecoder(label, { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}

const SAMPLE = 64 * 1024;

/** Lines with something to tell by: a table's figures and commas are the same in every encoding. */
function sampleOf(bytes: Buffer): Buffer {
  const lines: Buffer[] = [];
  let size = 0;
  for (let start = 0; start < bytes.length && size < SAMPLE;) {
    const end = bytes.indexOf(10, start) + 1 || bytes.length;
    const line = bytes.subarray(start, end);
    if (line.some((byte) => byte > 127)) {
      lines.push(line);
      size += line.length;
    }
    start = end;
  }
  return Buffer.concat(lines).subarray(0, SAMPLE);
}
