/** A name that is safe to keep, to show and to send: no path, no control characters, the ending its content says. */

const MAX_LENGTH = 120;

export function safeFileName(given: string, ending: string): string {
  const base = (given.split(/[\\/]/).at(-1) ?? '').toWellFormed().normalize('NFC');
  const clean = base
    // Control, format and direction-changing characters, and what file systems refuse.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}<>:"|?*\ufffd]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trim();
  const known = clean.match(/\.([A-Za-z0-9]{1,8})$/);
  const stem = (known ? clean.slice(0, -known[0].length) : clean).replace(/[. ]+$/, '');
  const kept = [...(stem || '附件')].slice(0, MAX_LENGTH).join('');
  const own = known?.[1]?.toLowerCase();
  const same = own !== undefined && (own === ending || SAME_ENDINGS.some((group) => group.includes(own) && group.includes(ending)));
  return `${kept}.${same ? own : ending}`;
}

const SAME_ENDINGS = [
  ['jpg', 'jpeg', 'jpe'],
  ['tif', 'tiff'],
  ['mpg', 'mpeg'],
  ['doc', 'xls', 'ppt', 'wps', 'et', 'dps', 'msg'],
  ['txt', 'csv', 'log', 'md', 'json'],
  ['heic', 'heif'],
  ['mp4', 'm4v'],
];

/** `Content-Disposition` with the name in UTF-8 and a plain stand-in for old clients (RFC 6266, RFC 8187). */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
