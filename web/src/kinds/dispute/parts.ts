import { SplitCellsOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { DisputeFile } from '../../../../domain/dispute/file.ts';
import type { KindParts } from '../kind-parts.ts';

export const disputeParts: KindParts<DisputeFile> = {
  icon: SplitCellsOutlined,
  Facts: lazy(async () => ({ default: (await import('./facts.tsx')).DisputeFacts })),
  Tags: lazy(async () => ({ default: (await import('./facts.tsx')).DisputeTags })),
  line: ({ settled, failed }) => (settled && !failed ? { skipped: ['designating'] } : {}),
};
