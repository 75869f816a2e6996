/** Channels and towns as people write them in tables: the key, its label, and the names in use. */
import { CHANNEL_LABELS, CHANNELS, type Channel } from '../../domain/vocabulary.ts';

const OTHER_WORDS: Record<string, Channel> = {
  热线: '12345',
  '12345': '12345',
  '12345政务服务热线': '12345',
  巡查: 'patrol',
  网格: 'grid',
  网格巡查: 'grid',
  媒体: 'media',
  视频: 'video',
  视频巡查: 'video',
  移送: 'agency-transfer',
  上级: 'superior',
  举报: 'public-report',
  投诉举报: 'public-report',
  信访: 'public-report',
  非现场: 'off-site',
  非现场执法: 'off-site',
};
const BY_WORD = new Map<string, Channel>([
  ...CHANNELS.map((channel) => [CHANNEL_LABELS[channel], channel] as const),
  ...CHANNELS.map((channel) => [channel as string, channel] as const),
  ...Object.entries(OTHER_WORDS),
]);

/** The channel behind a label or a key; undefined for anything else. */
export const channelOf = (word: string): Channel | undefined => BY_WORD.get(word.trim());
