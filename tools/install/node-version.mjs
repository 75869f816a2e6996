/**
 * Whether this Node can run Caselight, by the same range as package.json's `engines`. Written out by hand because it
 * runs before anything is installed.
 * @param {string} version such as `20.19.0`
 * @returns {boolean}
 */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major >= 24;
}

/** Ends the process with one clear line when Node is too old. */
export function requireSupportedNode() {
  const version = process.versions.node;
  if (isSupportedNode(version)) return;
  console.error(
    `案灯需要 Node.js 20.19 以上、22.12 以上或 24 以上版本，当前是 ${version}。` +
      `Caselight needs Node.js 20.19+, 22.12+ or 24+; this is ${version}.`,
  );
  process.exit(1);
}
