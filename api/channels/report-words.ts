/** What a channel is told of its ticket, in words and for programs. */
import { OUTCOME_LABELS, type Outcome } from '../../domain/vocabulary.ts';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import type { IsoInstant } from '../../domain/terms/model.ts';

export const REPORT_KINDS = ['lead-accepted', 'lead-merged', 'lead-rejected', 'case-dispatched', 'case-closed', 'case-reopened'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
export const REPORT_LABELS: Record<ReportKind, string> = {
  'lead-accepted': '已受理',
  'lead-merged': '已并入其他工单',
  'lead-rejected': '不予受理',
  'case-dispatched': '已派单',
  'case-closed': '已办结',
  'case-reopened': '重新办理',
};

export interface StoredReport {
  id: string;
  channel: string;
  ticket: string;
  kind: ReportKind;
  data: {
    reason?: string | null;
    department?: string | null;
    mergedInto?: string | null;
    unit?: string | null;
    number?: string | null;
    outcome?: Outcome | null;
  };
  createdAt: Date;
}

/** The body of a webhook. Nothing of the party: the channel hears what became of its ticket (行政处罚法 50). */
export interface ReportBody {
  id: string;
  channel: string;
  ticket: string;
  status: ReportKind;
  statusText: string;
  text: string;
  at: IsoInstant;
  unit?: string;
  department?: string;
  mergedIntoTicket?: string;
  caseNumber?: string;
  outcome?: string;
}

export function reportBody({ id, channel, ticket, kind, data, createdAt }: StoredReport): ReportBody {
  return {
    id,
    channel,
    ticket,
    status: kind,
    statusText: REPORT_LABELS[kind],
    text: words(kind, data),
    at: toShanghaiIso(createdAt.getTime()),
    ...(data.unit ? { unit: data.unit } : {}),
    ...(data.department ? { department: data.department } : {}),
    ...(data.mergedInto ? { mergedIntoTicket: data.mergedInto } : {}),
    ...(data.number ? { caseNumber: data.number } : {}),
    ...(data.outcome ? { outcome: data.outcome } : {}),
  };
}

function words(kind: ReportKind, { reason, mergedInto, unit, number, outcome }: StoredReport['data']): string {
  switch (kind) {
    case 'lead-accepted':
      return '线索已受理，正在分派承办单位';
    case 'lead-merged':
      return `与${mergedInto ? `工单${mergedInto}` : '另一线索'}反映同一问题，合并办理${reason ? `：${reason}` : ''}`;
    case 'lead-rejected':
      return `不予受理${reason ? `：${reason}` : ''}`;
    case 'case-dispatched':
      return `已派单${unit ? `至${unit}` : ''}`;
    case 'case-closed':
      return `${unit ?? '承办单位'}已办结${number ? `（${number}）` : ''}：${outcome ? OUTCOME_LABELS[outcome] : '已结案'}`;
    case 'case-reopened':
      return `${unit ?? '承办单位'}重新办理${number ? `（${number}）` : ''}`;
  }
}
