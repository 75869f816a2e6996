/** How everything else writes the audit trail. Who asked, by which session or key, is known from the request itself. */
import type { AuditDetail } from '../../domain/audit/details.ts';
import type { AuditOutcome } from '../../domain/audit/entry.ts';

export interface AuditNote {
  /** The kind of act and the act: `reveal:revealCase`. */
  what: string;
  /** Null where nobody is known. */
  actorId: string | null;
  /** About whom or what: `case:…`, `person:…`. */
  subject?: string;
  outcome: AuditOutcome;
  detail: AuditDetail;
  /** Where it came from; the request's own where none is given. */
  address?: string;
}

export interface AuditPort {
  /** Resolves when the entry is durable; whoever grants or reveals waits for it. */
  write(note: AuditNote): Promise<void>;
}
