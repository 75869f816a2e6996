/** Signs that nobody sees but every comparison does: taken out of headings and cells, and told of. */

const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const EDGE_SPACES = /^\s+|\s+$/g;
/** Format characters; the joiner inside an emoji (👨‍👩‍👧) and language-specific ones between letters belong to the sign. */
const UNSEEN = /(?!(?<=\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic}))[\p{Cf}\ufeff]/gu;

/** Without format signs, odd spaces plain, ends trimmed. Line breaks stay. */
export const seen = (text: string): string => text.replaceAll(UNSEEN, '').replaceAll(SPACES, ' ').replaceAll(EDGE_SPACES, '');

/** Whether there was more in it than a reader sees; spaces at the ends are everybody's habit and no news. */
export const hadUnseen = (text: string): boolean => text.replaceAll(UNSEEN, '') !== text;

/** Figures and letters as they are compared: half width, no spaces, no unseen signs. */
export const compact = (text: string): string => seen(text.normalize('NFKC')).replaceAll(/\s+/g, '');

/** Figures and letters in half width; brackets stay as a code has them. */
export const halfWidth = (text: string): string =>
  text.replaceAll(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0d]/g, (sign) => String.fromCodePoint(sign.codePointAt(0)! - 0xfee0));
