import {
  AlertOutlined, BarsOutlined, BookOutlined, CalculatorOutlined, FolderOpenOutlined, InboxOutlined, LogoutOutlined, MenuOutlined,
  ProfileOutlined,
} from '@ant-design/icons';
import { Button, Drawer, Dropdown, Grid, Layout, Menu } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { ROLE_LABELS, type Role } from '../../../domain/vocabulary.ts';
import { useLive } from '../api/live.ts';
import { usePerson, useSession } from '../session/session.tsx';

interface Entry {
  path: string;
  label: string;
  icon: ReactNode;
  /** Who sees it; undefined: everybody. */
  roles?: Role[];
}

const CASE_ROLES: Role[] = [
  'dispatcher', 'handler', 'assistant', 'town-reviewer', 'town-head', 'bureau-handler', 'bureau-reviewer', 'bureau-head', 'supervisor', 'auditor',
];

const ENTRIES: Entry[] = [
  { path: '/work', label: '我的工作', icon: <ProfileOutlined />, roles: CASE_ROLES },
  { path: '/leads', label: '线索收件箱', icon: <InboxOutlined />, roles: CASE_ROLES },
  { path: '/cases', label: '案件', icon: <FolderOpenOutlined />, roles: CASE_ROLES },
  { path: '/board', label: '督办看板', icon: <AlertOutlined />, roles: ['supervisor', 'auditor', 'dispatcher', 'town-head', 'bureau-head'] },
  { path: '/calculators', label: '计算器', icon: <CalculatorOutlined /> },
  { path: '/lists', label: '清单', icon: <BookOutlined /> },
];

/** Where somebody of these roles begins the day. */
export const homeOf = (roles: readonly Role[]): string =>
  roles.includes('dispatcher') ? '/leads' : roles.includes('supervisor') || roles.includes('auditor') ? '/board'
    : roles.some((role) => CASE_ROLES.includes(role)) ? '/work' : '/lists';

export function Shell({ children }: { children: ReactNode }) {
  const person = usePerson();
  const { signOut } = useSession();
  const { pathname } = useLocation();
  const wide = Grid.useBreakpoint().lg ?? true;
  const [open, setOpen] = useState(false);
  const live = useLive();
  const entries = ENTRIES.filter((entry) => !entry.roles || entry.roles.some((role) => person.roles.includes(role)));
  const selected = entries.find((entry) => pathname.startsWith(entry.path))?.path;
  const menu = (
    <Menu
      mode="inline"
      style={{ borderInlineEnd: 0, padding: '8px 4px' }}
      selectedKeys={selected ? [selected] : []}
      onClick={() => setOpen(false)}
      items={entries.map((entry) => ({ key: entry.path, icon: entry.icon, label: <Link to={entry.path}>{entry.label}</Link> }))}
    />
  );
  return (
    <Layout style={{ minHeight: '100dvh' }}>
      <Layout.Header className="shell-header">
        {wide ? null : (
          <Button type="text" aria-label="打开菜单" icon={<MenuOutlined style={{ color: '#fff' }} />} onClick={() => setOpen(true)} />
        )}
        <Link to={homeOf(person.roles)} className="shell-brand">
          <img src="/lamp.svg" alt="" width={26} height={26} />
          <span>案灯</span>
          {wide ? <small>云溪县综合行政执法</small> : null}
        </Link>
        <span className="shell-live" title={live ? '实时更新已连接' : '实时更新已断开，正在重连'} data-on={live}>
          {live ? '实时' : '重连中'}
        </span>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'who', disabled: true, label: `${person.unit.name} · ${person.roles.map((role) => ROLE_LABELS[role]).join('、')}` },
              { type: 'divider' },
              { key: 'api', icon: <BarsOutlined />, label: <a href="/api/v1/docs">接口文档</a> },
              { key: 'out', icon: <LogoutOutlined />, label: '退出登录', onClick: () => void signOut() },
            ],
          }}
        >
          <Button type="text" className="shell-person">{person.name}</Button>
        </Dropdown>
      </Layout.Header>
      <Layout>
        {wide ? <Layout.Sider width={196} theme="light" className="shell-sider">{menu}</Layout.Sider> : null}
        <Drawer open={open && !wide} placement="left" size={240} onClose={() => setOpen(false)} title="案灯" styles={{ body: { padding: 0 } }}>
          {menu}
        </Drawer>
        <Layout.Content className="shell-content">{children}</Layout.Content>
      </Layout>
    </Layout>
  );
}
