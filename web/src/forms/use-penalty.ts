import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FactorNeed, FactorValue } from '../../../domain/discretion/factors.ts';
import type { PenaltyDerivation } from '../../../domain/discretion/penalty-model.ts';
import type { PenaltySubject } from '../../../domain/discretion/subject.ts';
import type { PenaltyStage } from '../../../domain/lists/matters.ts';
import { Problem, request } from '../api/client.ts';

/** What `POST /derive/penalty` takes. */
export interface PenaltyQuestion {
  matterCode: string;
  subjectKind: PenaltySubject;
  conductOn: string;
  conductEndedOn?: string | null;
  decidedOn: string;
  stage: PenaltyStage;
  factors: Record<string, FactorValue>;
}

/** The API names the law by its label and keeps the clause beside it. */
export type DerivedPenalty = Omit<PenaltyDerivation, 'law'> & { law: string; clause: PenaltyDerivation['law'] };

export type PenaltyAnswer =
  | { kind: 'derived'; penalty: DerivedPenalty }
  | { kind: 'missing'; needs: FactorNeed[]; problem: Problem }
  | { kind: 'refused'; problem: Problem };

async function ask(question: PenaltyQuestion): Promise<PenaltyAnswer> {
  try {
    return { kind: 'derived', penalty: await request<DerivedPenalty>('/derive/penalty', { method: 'POST', body: question }) };
  } catch (error) {
    if (!(error instanceof Problem) || error.status < 400 || error.status >= 500) throw error;
    const needs = error.more.missing as FactorNeed[] | undefined;
    return needs ? { kind: 'missing', needs, problem: error } : { kind: 'refused', problem: error };
  }
}

/** Derives as the facts are filled in, a moment after the last keystroke; what was derived before stays until then. */
export function usePenalty(question: PenaltyQuestion | null) {
  const settled = useSettled(question === null ? null : JSON.stringify(question), 350);
  return useQuery({
    queryKey: ['derive', 'penalty', settled],
    queryFn: () => ask(JSON.parse(settled ?? '') as PenaltyQuestion),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

function useSettled(text: string | null, milliseconds: number): string | null {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return settled;
}
