import { App, Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import type { AccountRow } from '../../../contract/session.ts';
import { rolesInWords } from '../../../domain/roles.ts';
import { activationRefused, factorResetRefused } from '../../../domain/sign-in/activation.ts';
import { Problem, request } from '../api/client.ts';
import { ShownOnce } from '../channels/shown-once.tsx';
import { localTime } from '../lights/remaining.ts';
import { usePerson } from '../session/session.tsx';
import { Paged, useAccountChange, usePages } from './paged.tsx';

interface Given {
  name: string;
  code: string;
  expiresAt: string;
}

/** Who can sign in, and the code that lets somebody choose a password. */
export function AccountsView() {
  const [search, setSearch] = useState('');
  const [given, setGiven] = useState<Given | null>(null);
  const pages = usePages<AccountRow>('/accounts', search);
  return (
    <>
      <Paged
        pages={pages}
        keyOf={({ person }) => person.id}
        empty="没有这样的账号"
        searchHint="姓名、单位或用户名"
        onSearch={setSearch}
        columns={[
          { title: '姓名', width: 170, render: (row) => <Who row={row} /> },
          { title: '单位与角色', render: (row) => <Place row={row} /> },
          { title: '登录方式', width: 230, render: (row) => <Ways row={row} /> },
          { title: '最近登录', width: 130, render: (row) => <LastSignIn row={row} /> },
          { title: '', width: 210, render: (row) => <Acts row={row} onGiven={setGiven} /> },
        ]}
        card={(row) => (
          <>
            <Who row={row} />
            <Place row={row} />
            <Ways row={row} />
            <span className="small">
              最近登录：
              <LastSignIn row={row} />
            </span>
            <Acts row={row} onGiven={setGiven} />
          </>
        )}
      />
      {given ? (
        <ShownOnce
          title={`${given.name}的激活码`}
          value={given.code}
          to="本人"
          onClose={() => setGiven(null)}
          hint={`当面或电话告知本人，在登录页选“使用激活码”设定密码。${localTime(given.expiresAt)}前有效，只能用一次；再次发放则这一个作废。`}
        />
      ) : null}
    </>
  );
}

const Who = ({ row: { person, username } }: { row: AccountRow }) => (
  <span>
    <strong>{person.name}</strong> {person.active ? null : <Tag>已停用</Tag>}
    <br />
    <span className="quiet small">{username}</span>
  </span>
);

const Place = ({ row: { person } }: { row: AccountRow }) => (
  <span>
    {person.unit.name}
    <br />
    <span className="quiet small">{rolesInWords(person.roles)}</span>
  </span>
);

function Ways({ row: { passwordSince, activationUntil, secondFactor, identity } }: { row: AccountRow }) {
  const none = !passwordSince && !identity && !activationUntil;
  return (
    <span className="accounts-acts">
      {passwordSince ? <Tag variant="filled">密码</Tag> : null}
      {identity ? <Tag variant="filled">统一身份认证</Tag> : null}
      {secondFactor ? (
        <Tag variant="filled" color="green">
          第二验证
        </Tag>
      ) : null}
      {activationUntil ? (
        <Tag variant="filled" color="gold">
          激活码至{localTime(activationUntil)}
        </Tag>
      ) : null}
      {none ? <span className="quiet small">还不能登录</span> : null}
    </span>
  );
}

const LastSignIn = ({ row: { lastSignInAt } }: { row: AccountRow }) => (
  <span className="quiet small num">{lastSignInAt ? localTime(lastSignInAt) : '没有登录过'}</span>
);

/** Only what this administrator may do for this account; why not is said where they are the wrong one. */
function Acts({ row, onGiven }: { row: AccountRow; onGiven: (given: Given) => void }) {
  const me = usePerson();
  const { message } = App.useApp();
  const told = (error: unknown) => void message.error(error instanceof Problem ? [error.message, ...error.needs].join('；') : '没有办成');
  const give = useAccountChange(() => request<Omit<Given, 'name'>>(`/people/${row.person.id}/activation`, { method: 'POST' }));
  const reset = useAccountChange(() => request(`/people/${row.person.id}/second-factor`, { method: 'DELETE' }));
  const refusal = activationRefused(me, row.person);
  return (
    <span className="accounts-acts">
      {refusal ? (
        <span className="quiet small">{refusal.code === 'role-required' ? '由安全管理员发放激活码' : null}</span>
      ) : (
        <Popconfirm
          title={
            row.passwordSince
              ? `${row.person.name}已有密码；用激活码设定新密码后，原密码作废，会话全部结束。`
              : `给${row.person.name}发放激活码？`
          }
          okText="发放"
          cancelText="取消"
          onConfirm={() => give.mutate(undefined, { onSuccess: (code) => onGiven({ name: row.person.name, ...code }), onError: told })}
        >
          <Button size="small" loading={give.isPending}>
            发放激活码
          </Button>
        </Popconfirm>
      )}
      {row.secondFactor && !factorResetRefused(me, row.person) ? (
        <Popconfirm
          title={`${row.person.name}的验证设备和恢复码都已遗失？重置后其会话全部结束。`}
          okText="重置"
          cancelText="取消"
          onConfirm={() => reset.mutate(undefined, { onError: told })}
        >
          <Button size="small" loading={reset.isPending}>
            重置第二验证
          </Button>
        </Popconfirm>
      ) : null}
    </span>
  );
}
