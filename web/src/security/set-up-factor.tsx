import { KeyOutlined, MobileOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useSession } from '../session/session.tsx';
import type { SetUp } from './model.ts';
import { AddPasskey } from './add-passkey.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SetUpTotp } from './set-up-totp.tsx';
import './security.css';

/** The first second factor: an authenticator app or a passkey, and then the codes for the day it is lost. */
export function SetUpFactor() {
  const { enter } = useSession();
  const [way, setWay] = useState<'totp' | 'passkey' | null>(null);
  const [done, setDone] = useState<SetUp | null>(null);
  if (done?.recoveryCodes) return <RecoveryCodes codes={done.recoveryCodes} onKept={() => enter(done.session)} />;
  const finish = (set: SetUp) => (set.recoveryCodes ? setDone(set) : enter(set.session));
  if (way === 'totp') return <SetUpTotp onDone={finish} onBack={() => setWay(null)} />;
  if (way === 'passkey') return <AddPasskey onDone={finish} onBack={() => setWay(null)} />;
  return (
    <div className="factor-ways">
      <button type="button" className="plain-button" onClick={() => setWay('totp')}>
        <MobileOutlined />
        <span>
          <strong>验证器</strong>
          <span className="quiet small">手机上的验证器应用每半分钟给出一个验证码</span>
        </span>
      </button>
      <button type="button" className="plain-button" onClick={() => setWay('passkey')}>
        <KeyOutlined />
        <span>
          <strong>通行密钥</strong>
          <span className="quiet small">用本机的指纹、面容或 PIN，或者用安全密钥</span>
        </span>
      </button>
    </div>
  );
}
