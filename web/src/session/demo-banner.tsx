import { useWaysIn } from './session.tsx';
import './demo-banner.css';

/** Stands above every page of a demonstration, so that nobody takes it for the real one. */
export function DemoBanner() {
  const ways = useWaysIn();
  if (!ways.data?.demo) return null;
  return (
    <div className="demo-banner" role="note">
      演示环境：人员、案件均为虚构，密码公开，请勿录入真实信息
    </div>
  );
}
