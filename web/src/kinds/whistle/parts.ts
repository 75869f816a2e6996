import { NotificationOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { WhistleFile } from '../../../../domain/whistle/file.ts';
import type { KindParts } from '../kind-parts.ts';

export const whistleParts: KindParts<WhistleFile> = {
  icon: NotificationOutlined,
  Facts: lazy(async () => ({ default: (await import('./facts.tsx')).WhistleFacts })),
  Tags: lazy(async () => ({ default: (await import('./facts.tsx')).WhistleTags })),
  // Sending back is a turn aside: one that was never sent back does not seem to have it before it.
  line: ({ stage, refusals }) => (stage === 'refused' || refusals.length > 0 ? {} : { hidden: ['refused'] }),
  initial: (command, { file }, person) => ({
    ...(command === 'SignWhistle' && person.unit.id === file.unit.id ? { personIds: [person.id] } : {}),
    ...(command === 'RedirectWhistle' ? { unitId: file.unit.id } : {}),
  }),
};
