import {
  AlertOutlined, ApiOutlined, BookOutlined, CalculatorOutlined, FileTextOutlined, InboxOutlined, ProfileOutlined, SafetyCertificateOutlined, TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { kinds } from '../../../domain/kinds.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { partsOf } from '../kinds/parts.ts';

export interface Entry {
  path: string;
  label: string;
  icon: ReactNode;
  /** Who sees it; undefined: everybody. */
  roles?: Role[];
}

/** Who may read work items at all; administrators of lists and machines may not. */
export const READERS: Role[] = [
  'dispatcher', 'handler', 'assistant', 'town-reviewer', 'town-head',
  'bureau-handler', 'bureau-reviewer', 'bureau-head', 'supervisor', 'auditor',
];

export const ENTRIES: Entry[] = [
  { path: '/work', label: '我的工作', icon: <ProfileOutlined />, roles: READERS },
  { path: '/leads', label: '线索收件箱', icon: <InboxOutlined />, roles: READERS },
  ...kinds.map(({ name, plural, label }): Entry => {
    const Icon = partsOf(name).icon ?? FileTextOutlined;
    return { path: `/${plural}`, label, icon: <Icon />, roles: READERS };
  }),
  { path: '/parties', label: '当事人', icon: <TeamOutlined />, roles: [...READERS, 'list-admin'] },
  {
    path: '/board', label: '督办看板', icon: <AlertOutlined />,
    roles: ['supervisor', 'auditor', 'dispatcher', 'town-head', 'bureau-head'],
  },
  { path: '/anchors', label: '存证核验', icon: <SafetyCertificateOutlined />, roles: ['auditor', 'supervisor', 'sys-admin'] },
  { path: '/channels', label: '渠道对接', icon: <ApiOutlined />, roles: ['sys-admin', 'dispatcher'] },
  { path: '/calculators', label: '计算器', icon: <CalculatorOutlined /> },
  { path: '/lists', label: '清单与规则', icon: <BookOutlined /> },
];

/** Where somebody of these roles begins the day. */
export function homeOf(roles: readonly Role[]): string {
  if (roles.includes('dispatcher')) return '/leads';
  if (roles.includes('supervisor') || roles.includes('auditor')) return '/board';
  return roles.some((role) => READERS.includes(role)) ? '/work' : '/lists';
}
