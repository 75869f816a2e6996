import { BarsOutlined, DownOutlined, LogoutOutlined, MenuOutlined, SafetyOutlined } from '@ant-design/icons';
import { App, Button, Drawer, Dropdown, Layout, Menu } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { CASE_READERS, hasRole, rolesInWords } from '../../../domain/roles.ts';
import { useCounty } from '../api/county.ts';
import { useLive } from '../api/live.ts';
import { Broken } from '../parts/broken.tsx';
import { useDesk } from '../parts/use-media.ts';
import { usePerson, useSession } from '../session/session.tsx';
import { ENTRIES, homeOf } from './entries.tsx';
import './shell.css';

/** What stands around every page: the menu, who is signed in, whether the line is up. */
export function Shell({ children }: { children: ReactNode }) {
  const person = usePerson();
  const { pathname } = useLocation();
  const desk = useDesk();
  const county = useCounty();
  const [open, setOpen] = useState(false);
  const entries = ENTRIES.filter((entry) => !entry.roles || entry.roles.some((role) => person.roles.includes(role)));
  const selected = entries.find((entry) => pathname.startsWith(entry.path))?.path;
  const menu = (
    <nav aria-label="主菜单">
      <Menu
        mode="inline"
        className="shell-menu"
        selectedKeys={selected ? [selected] : []}
        onClick={() => setOpen(false)}
        items={entries.map(({ path, icon, label }) => ({ key: path, icon, label: <Link to={path}>{label}</Link> }))}
      />
    </nav>
  );
  return (
    <Layout style={{ minHeight: 'calc(100dvh - var(--demo-banner, 0px))' }}>
      <a className="skip-link" href="#content">
        跳到正文
      </a>
      <Layout.Header className="shell-header">
        {desk ? null : <Button type="text" aria-label="打开菜单" icon={<MenuOutlined />} onClick={() => setOpen(true)} />}
        <Link to={homeOf(person.roles)} className="shell-brand">
          <img src={county.data?.logo ?? '/lamp.svg'} alt="" className="shell-logo" />
          <span>案灯</span>
          {desk && county.data ? <small>{county.data.title}</small> : null}
        </Link>
        {hasRole(person, ...CASE_READERS) ? <LiveLamp /> : null}
        <PersonMenu />
      </Layout.Header>
      <Layout>
        {desk ? (
          <Layout.Sider width={196} theme="light" className="shell-sider">
            {menu}
          </Layout.Sider>
        ) : null}
        {desk ? null : (
          <Drawer open={open} placement="left" size={260} onClose={() => setOpen(false)} title="案灯" styles={{ body: { padding: 0 } }}>
            {menu}
          </Drawer>
        )}
        <Layout.Content className="shell-content" id="content">
          <Broken place={pathname}>{children}</Broken>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function LiveLamp() {
  const up = useLive();
  return (
    <span
      className="shell-live"
      role="status"
      data-on={up}
      title={up ? '变动会自动显示' : '实时更新已断开，正在重连；页面内容可能不是最新'}
    >
      {up ? '实时' : '重连中'}
    </span>
  );
}

function PersonMenu() {
  const person = usePerson();
  const { signOut } = useSession();
  const { message } = App.useApp();
  const leave = () => signOut().catch((error: unknown) => message.error(error instanceof Error ? error.message : '退出未成功'));
  const who = (
    <div className="shell-who">
      <strong>{person.name}</strong>
      <div className="quiet small">
        {person.unit.name}
        <br />
        {rolesInWords(person.roles)}
      </div>
      {person.certificate ? <div className="quiet small num">执法证 {person.certificate.number}</div> : null}
    </div>
  );
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', disabled: true, label: who, style: { cursor: 'default' } },
          { type: 'divider' },
          { key: 'security', icon: <SafetyOutlined />, label: <Link to="/security">登录与安全</Link> },
          {
            key: 'api',
            icon: <BarsOutlined />,
            label: (
              <a href="/api/v1/docs" target="_blank" rel="noreferrer">
                接口文档
              </a>
            ),
          },
          { key: 'out', icon: <LogoutOutlined />, label: '退出登录', onClick: () => void leave() },
        ],
      }}
    >
      <Button type="text" aria-label={`当前用户：${person.name}`}>
        {person.name}
        <DownOutlined style={{ fontSize: 10 }} />
      </Button>
    </Dropdown>
  );
}
