import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of UTF-8 text, lower-case hex. The workflow's sandbox has no crypto. */
export const sha256 = (text: string): string => bytesToHex(digest(utf8ToBytes(text)));
