import { FolderOpenOutlined } from '@ant-design/icons';
import { thingsOf } from '../../../../domain/case/record-words.ts';
import type { CaseFile } from '../../../../domain/case/state.ts';
import type { KindParts } from '../kind-parts.ts';

export const caseParts: KindParts<CaseFile> = { icon: FolderOpenOutlined, ownPages: true, things: thingsOf };
