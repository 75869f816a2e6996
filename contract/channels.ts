/** Channels: where each is told what became of its leads, and what could not be told. */
import type { IsoInstant } from '../domain/terms/model.ts';
import type { Channel } from '../domain/vocabulary.ts';

export interface Webhook {
  url: string;
  active: boolean;
  updatedAt: IsoInstant;
  updatedBy: string;
  updatedByName: string | null;
}

export interface ChannelRow {
  channel: Channel;
  label: string;
  webhook: Webhook | null;
  waiting: number;
  dead: number;
}

export type ReportStatus = 'waiting' | 'delivered' | 'dead';

export interface ReportRow {
  id: string;
  channel: Channel;
  ticket: string;
  leadId: string;
  caseId: string | null;
  kind: string;
  label: string;
  status: ReportStatus;
  attempts: number;
  nextAttemptAt: IsoInstant | null;
  lastError: string | null;
  createdAt: IsoInstant;
  deliveredAt: IsoInstant | null;
}
