import {
  AlertOutlined,
  ApiOutlined,
  BankOutlined,
  BookOutlined,
  CalculatorOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  IdcardOutlined,
  InboxOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  ScanOutlined,
  SolutionOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { kinds } from '../../../domain/kinds.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { CASE_READERS, CHANNEL_KEEPERS, hasRole, HEADS, KEY_KEEPERS, PROOF_READERS } from '../../../domain/roles.ts';
import { CODE_GIVERS } from '../../../domain/sign-in/activation.ts';
import { partsOf } from '../kinds/parts.ts';

export interface Entry {
  path: string;
  label: string;
  icon: ReactNode;
  /** Who sees it; undefined: everybody. */
  roles?: readonly Role[];
}

export const ENTRIES: Entry[] = [
  { path: '/work', label: '我的工作', icon: <ProfileOutlined />, roles: CASE_READERS },
  { path: '/leads', label: '线索收件箱', icon: <InboxOutlined />, roles: CASE_READERS },
  ...kinds.map(({ name, plural, label }): Entry => {
    const Icon = partsOf(name).icon ?? FileTextOutlined;
    return { path: `/${plural}`, label, icon: <Icon />, roles: CASE_READERS };
  }),
  { path: '/paper', label: '纸质案卷', icon: <ScanOutlined />, roles: CASE_READERS },
  { path: '/parties', label: '当事人', icon: <TeamOutlined />, roles: [...CASE_READERS, 'list-admin'] },
  { path: '/board', label: '督办看板', icon: <AlertOutlined />, roles: ['supervisor', 'auditor', 'dispatcher', ...HEADS] },
  { path: '/anchors', label: '存证核验', icon: <SafetyCertificateOutlined />, roles: PROOF_READERS },
  { path: '/audit', label: '审计', icon: <FileSearchOutlined />, roles: ['audit-admin'] },
  { path: '/channels', label: '渠道对接', icon: <ApiOutlined />, roles: [...CHANNEL_KEEPERS, ...KEY_KEEPERS] },
  { path: '/staffing', label: '单位与人员', icon: <SolutionOutlined />, roles: ['sys-admin', 'security-admin', 'audit-admin', ...HEADS] },
  { path: '/county', label: '县设置', icon: <BankOutlined />, roles: ['sys-admin', 'security-admin', 'audit-admin', 'list-admin'] },
  { path: '/accounts', label: '账号与会话', icon: <IdcardOutlined />, roles: CODE_GIVERS },
  { path: '/calculators', label: '计算器', icon: <CalculatorOutlined /> },
  { path: '/lists', label: '清单与规则', icon: <BookOutlined /> },
];

/** Where somebody of these roles begins the day. */
export function homeOf(roles: readonly Role[]): string {
  if (roles.includes('dispatcher')) return '/leads';
  if (roles.includes('supervisor') || roles.includes('auditor')) return '/board';
  if (hasRole({ roles }, 'sys-admin', 'security-admin')) return '/staffing';
  if (roles.includes('audit-admin')) return '/audit';
  return hasRole({ roles }, ...CASE_READERS) ? '/work' : '/lists';
}
