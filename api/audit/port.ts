/** Where it is written down who did or saw what that is no event of a case. */
export interface AuditEntry {
  what: string;
  /** A person's id, `key:` and a key's, or null where nobody is known. */
  actorId: string | null;
  subject?: string;
  outcome: 'done' | 'refused';
  detail: Record<string, unknown>;
  address?: string;
}

export interface AuditPort {
  write(entry: AuditEntry): Promise<void>;
}

/** Keeps nothing. */
export const noAudit: AuditPort = { write: () => Promise.resolve() };
