import { PageHead } from '../parts/page-head.tsx';
import { FactorsSection } from './factors-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import './security.css';

/** What guards one's own account: where one is signed in, the password, the second factor. */
export function SecurityPage() {
  return (
    <div className="security-page stack">
      <PageHead title="登录与安全" hint="自己的登录会话、密码和第二验证。发现不认识的设备，请结束它的会话并修改密码。" />
      <SessionsSection />
      <FactorsSection />
      <PasswordSection />
    </div>
  );
}
