/** What every channel's ticket comes to, whatever its own words are; and the fields that channels share. */
import { z } from 'zod';
import { longText, text } from '../../../domain/work/fields.ts';
import { momentOrNull, toShanghaiIso } from '../../../domain/terms/instant.ts';
import type { IsoInstant } from '../../../domain/terms/model.ts';
import type { Channel } from '../../../domain/vocabulary.ts';

export interface ChannelLead {
  /** The channel's own number, the same for every repetition of the ticket. */
  ticket: string;
  receivedAt: IsoInstant;
  /** Null where nobody is named or the reporter asked not to be (行政处罚法 50). */
  reporterName: string | null;
  reporterPhone: string | null;
  /** The town in the channel's words; matched to a unit on the way in. */
  town: string | null;
  address: string;
  text: string;
}

/** One channel's way of speaking: its payload and what it comes to. The mapping is pure and never fails on parsed input. */
export interface ChannelMapping<Schema extends z.ZodType = z.ZodType> {
  channel: Channel;
  schema: Schema;
  map: (ticket: z.infer<Schema>) => ChannelLead;
}

/** Fixes the payload's type between schema and mapping. */
export const mapping = <Schema extends z.ZodType>(one: ChannelMapping<Schema>): ChannelMapping => one as unknown as ChannelMapping;

export const ticketNumber = (title: string) => text(title, 100);
export const optional = (title: string, max = 200) => text(title, max).nullable().optional();
export const body = (title: string) => longText(title);

const LOCAL = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?$/;
const asIso = (local: string): string => `${local.replace(' ', 'T')}${local.length === 16 ? ':00' : ''}+08:00`;

/** `2026-11-20 09:12:33` in the county's own time (Asia/Shanghai), as most platforms write it; seconds may be missing. */
export const localTime = (title: string) =>
  z
    .string({ error: `请填写${title}` })
    .refine((value) => LOCAL.test(value) && momentOrNull(asIso(value)) !== null, `${title}应为“年-月-日 时:分:秒”`)
    .meta({ title });
export const fromLocal = (local: string): IsoInstant => asIso(local);

/** Milliseconds since 1970 (UTC), as mobile apps send it; between 2000 and 2199. */
export const epochMilliseconds = (title: string) =>
  z
    .int({ error: `${title}应为毫秒时间戳` })
    .min(946_684_800_000, `${title}无效`)
    .max(7_226_582_400_000, `${title}无效`)
    .meta({ title });
export const fromEpoch = (ms: number): IsoInstant => toShanghaiIso(ms);

/** Sentences of those parts that there are. */
export const sentences = (...parts: (string | null | undefined | false)[]): string =>
  parts.filter((part): part is string => typeof part === 'string' && part.trim() !== '').join('\n');

/** What the lead's text may hold at most; a longer one is cut and says so. */
const LONGEST = 5000;
const CUT = '……（原文过长，余下部分见渠道工单）';
export const withinLimit = (whole: string): string => (whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST - CUT.length)}${CUT}`);
