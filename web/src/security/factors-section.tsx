import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import type { SecondFactors } from '../../../contract/session.ts';
import { Problem, request } from '../api/client.ts';
import { localTime } from '../lights/remaining.ts';
import { Read } from '../parts/read.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { useSession } from '../session/session.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { type SetUp, useFactors, useSecurityChange } from './model.ts';
import { PassFactor } from './pass-factor.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SetUpTotp } from './set-up-totp.tsx';

const FACTOR = '/session/second-factor';
type Opened = 'totp' | 'passkey' | 'prove' | readonly string[];

/** The second factors that are set up, and adding and removing them. */
export function FactorsSection() {
  const factors = useFactors();
  const { enter } = useSession();
  const { message } = App.useApp();
  const [opened, setOpened] = useState<Opened | null>(null);
  /** Who has not proven for a while who sits here does so first. */
  const refused = (error: unknown) => {
    if (error instanceof Problem && error.code === 'prove-again' && (factors.data?.state ?? 'none') === 'passed') setOpened('prove');
    else if (error instanceof Problem) void message.error([error.message, ...error.needs].join('；'));
  };
  const change = useSecurityChange(async (send: () => Promise<unknown>) => send());
  const remove = (path: string) => change.mutate(() => request(`${FACTOR}${path}`, { method: 'DELETE' }), { onError: refused });
  const renew = () =>
    change.mutate(
      async () => setOpened((await request<{ recoveryCodes: string[] }>(`${FACTOR}/recovery-codes`, { method: 'POST' })).recoveryCodes),
      { onError: refused },
    );
  const finish = (set: SetUp) => {
    enter(set.session);
    void factors.refetch();
    setOpened(set.recoveryCodes);
  };
  return (
    <section className="panel">
      <Read query={factors}>
        {(known) => (
          <>
            <div className="security-head">
              <div>
                <h2>第二验证</h2>
                <p className="quiet small">{sentenceOf(known)}</p>
              </div>
            </div>
            {known.totpSince ? <Line title="验证器" hint={`${localTime(known.totpSince)}设置`} onRemove={() => remove('/totp')} /> : null}
            {known.passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
              <Line
                key={id}
                title={`通行密钥：${name}`}
                hint={`${localTime(createdAt)}登记${lastUsedAt ? `，${localTime(lastUsedAt)}用过` : ''}`}
                onRemove={() => remove(`/passkeys/${encodeURIComponent(id)}`)}
              />
            ))}
            {known.state === 'passed' ? (
              <div className="security-line">
                <div>
                  恢复码
                  <div className="quiet small">还有{known.recoveryCodes}个没有用过</div>
                </div>
                <Popconfirm title="原来的恢复码全部作废，确定吗？" okText="重新生成" cancelText="取消" onConfirm={renew}>
                  <Button size="small">重新生成</Button>
                </Popconfirm>
              </div>
            ) : null}
            <div className="security-actions">
              {known.totpSince ? null : <Button onClick={() => setOpened('totp')}>设置验证器</Button>}
              <Button onClick={() => setOpened('passkey')}>登记通行密钥</Button>
            </div>
            {opened ? (
              <SideDrawer open keep title={titleOf(opened)} onClose={() => setOpened(null)} size={440}>
                {opened === 'totp' ? (
                  <SetUpTotp onDone={finish} />
                ) : opened === 'passkey' ? (
                  <AddPasskey onDone={finish} />
                ) : opened === 'prove' ? (
                  <PassFactor factors={known} onPassed={() => setOpened(null)} />
                ) : (
                  <RecoveryCodes codes={opened} onKept={() => setOpened(null)} />
                )}
              </SideDrawer>
            ) : null}
          </>
        )}
      </Read>
    </section>
  );
}

const titleOf = (opened: Opened): string =>
  opened === 'totp' ? '设置验证器' : opened === 'passkey' ? '登记通行密钥' : opened === 'prove' ? '请先验证身份' : '恢复码';

function sentenceOf({ totpSince, passkeys, demanded }: SecondFactors): string {
  if (totpSince || passkeys.length > 0) return '登录时除密码外，还要通过下列之一。';
  return demanded ? '您是管理员，须设置第二验证。' : '还没有设置。设置后，只知道密码的人不能登录您的账号。';
}

function Line({ title, hint, onRemove }: { title: string; hint: string; onRemove: () => void }) {
  return (
    <div className="security-line">
      <div>
        {title}
        <div className="quiet small num">{hint}</div>
      </div>
      <Popconfirm title="移除后不能再用它验证，确定吗？" okText="移除" cancelText="取消" onConfirm={onRemove}>
        <Button size="small">移除</Button>
      </Popconfirm>
    </div>
  );
}
