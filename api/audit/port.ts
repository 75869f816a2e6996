/** Where what is no case event is written: sign-ins, refusals, administration. The trail behind it is another part's. */
export interface AuditEntry {
  what: string;
  actorId: string | null;
  subject?: string;
  outcome: 'done' | 'refused';
  detail: Record<string, unknown>;
  address?: string;
}

export interface AuditPort {
  write(entry: AuditEntry): Promise<void>;
}

/** Nobody keeps a trail. */
export const noAudit: AuditPort = { write: () => Promise.resolve() };
