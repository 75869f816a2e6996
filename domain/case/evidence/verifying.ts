/** 核实与排除: what may found a decision (行政处罚法 46). */
import type { evidenceCommands } from './commands.ts';
import { refuse } from '../../result.ts';
import { HANDLERS, hasRole } from '../../roles.ts';
import type { EvidenceEvents } from './events.ts';
import { isHandler } from '../guards.ts';
import type { CaseFile, Evidence } from '../state.ts';
import type { Deciders, Readiness } from '../types.ts';

const ART_46 = ['《行政处罚法》第四十六条'];

const item = (file: CaseFile, id: string): Evidence | undefined => file.evidence.find((one) => one.id === id);

const unknownEvidence = () => refuse('unknown-evidence', '所选证据不在本案证据清单内', ['重新选择证据'], ART_46);

type Commands = Pick<typeof evidenceCommands, 'VerifyEvidence' | 'ExcludeEvidence'>;

export const readyVerifying = {
  VerifyEvidence: (file) =>
    file.evidence.some((one) => !one.verified && one.excluded === null)
      ? null
      : refuse('nothing-to-verify', '没有待核实的证据', ['先添加证据'], ART_46),
  ExcludeEvidence: (file, context) => {
    if (file.evidence.every((one) => one.excluded !== null)) return refuse('nothing-to-exclude', '没有可以排除的证据', []);
    const { actor } = context;
    return hasRole(actor, ...HANDLERS) ? isHandler(file, actor) : null;
  },
} satisfies Readiness<Commands>;

export const decideVerifying: Deciders<Commands, EvidenceEvents, typeof readyVerifying> = {
  VerifyEvidence: (file, payload) => {
    const ids = [...new Set(payload.evidenceIds)];
    if (ids.length === 0) return refuse('nothing-to-verify', '没有选择证据', ['选择核实的证据'], ART_46);
    const items = ids.map((id) => item(file, id));
    if (items.some((one) => one === undefined)) return unknownEvidence();
    const excluded = items.find((one) => one?.excluded);
    if (excluded) {
      return refuse('evidence-excluded', `证据“${excluded.title}”已被排除，不能核实采用`, ['从清单中去掉该证据'], ART_46);
    }
    return [{ type: 'EvidenceVerified', data: { evidenceIds: ids, findings: payload.findings } }];
  },

  // 行政处罚法 46(3): what was got unlawfully supports no finding; it stays in the file, marked.
  ExcludeEvidence: (file, payload) => {
    const found = item(file, payload.evidenceId);
    if (!found) return unknownEvidence();
    if (found.excluded) return refuse('already-excluded', `证据“${found.title}”已被排除`, []);
    return [
      {
        type: 'EvidenceExcluded',
        data: {
          evidenceId: found.id,
          reason: payload.reason,
          illegal: payload.illegal,
          supportedConclusion: file.conclusion?.evidenceIds.includes(found.id) ?? false,
        },
      },
    ];
  },
};
