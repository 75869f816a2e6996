/** From which device a session is used, in words that its owner knows again. */
import Bowser from 'bowser';

const SYSTEMS: Readonly<Record<string, string>> = { macOS: 'Mac', iOS: 'iPhone 或 iPad', 'Chrome OS': 'Chromebook' };

/** `Chrome 131，Windows 10`; of what is no browser, what it calls itself. */
export function deviceOf(userAgent: string | null): string {
  if (!userAgent) return '未知设备';
  const { browser, os } = Bowser.parse(userAgent);
  if (!browser.name) return userAgent.slice(0, 60);
  const version = browser.version?.split('.')[0];
  const system = os.name ? `${SYSTEMS[os.name] ?? os.name}${os.versionName && os.name === 'Windows' ? ` ${os.versionName}` : ''}` : null;
  return [`${browser.name}${version ? ` ${version}` : ''}`, system].filter(Boolean).join('，');
}
