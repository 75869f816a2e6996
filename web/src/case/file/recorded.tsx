interface RecordedProps {
  caseId: string;
  hash: string | null;
  /** Why there is none. */
  note: string | null;
}

/** 全程音像记录 of an act, or what was said of there being none. */
export function Recorded({ caseId, hash, note }: RecordedProps) {
  if (hash === null) return note === null ? null : <p>没有音像记录：{note}</p>;
  return (
    <p>
      <a href={`/api/v1/cases/${caseId}/files/${hash}`} target="_blank" rel="noreferrer">
        音像记录
      </a>
    </p>
  );
}
