import type { ReactNode } from 'react';

/** The text with the words that spoke for a department; overlapping words are joined. */
export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of words) {
    if (!word) continue;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) marked.fill(true, at, at + word.length);
  }
  const parts: ReactNode[] = [];
  for (let start = 0; start < text.length;) {
    let end = start;
    while (end < text.length && marked[end] === marked[start]) end += 1;
    const part = text.slice(start, end);
    parts.push(marked[start] ? <mark key={start}>{part}</mark> : part);
    start = end;
  }
  return <>{parts}</>;
}
