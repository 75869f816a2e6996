/** Every channel that reports by machine, with its own payload. 上级交办 comes by paper and is entered by hand. */
import type { Channel } from '../../../domain/vocabulary.ts';
import { agencyTransfer } from './agency-transfer.ts';
import type { ChannelMapping } from './channel-lead.ts';
import { digitalUrban } from './digital-urban.ts';
import { grid } from './grid.ts';
import { hotline } from './hotline.ts';
import { media } from './media.ts';
import { offSite } from './off-site.ts';
import { patrol } from './patrol.ts';
import { publicReport } from './public-report.ts';
import { video } from './video.ts';

export const CHANNEL_MAPPINGS: readonly ChannelMapping[] = [
  hotline,
  patrol,
  grid,
  digitalUrban,
  media,
  video,
  agencyTransfer,
  publicReport,
  offSite,
];

export const mappingOf = (channel: Channel): ChannelMapping | undefined => CHANNEL_MAPPINGS.find((one) => one.channel === channel);
