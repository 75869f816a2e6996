import { useMemo } from 'react';
import type { WorkFile } from '../../../domain/work/file.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import type { Names } from '../../../domain/work/names.ts';
import type { RecordedEvent } from '../../../domain/work/record.ts';
import { namesIn } from '../../../domain/work/record-words.ts';
import { usePeople, useUnits } from '../api/lists.ts';
import { partsOf } from '../kinds/parts.ts';

const NONE: readonly RecordedEvent[] = [];

/**
 * Names for the ids that a record speaks of. Somebody who took part in a discussion may never have acted in the item; the
 * county's lists know the name. `labels`: the terms' by their key.
 */
export function useNames(
  kind: AnyKind,
  file: WorkFile,
  events: readonly RecordedEvent[] = NONE,
  labels: ReadonlyMap<string, string>,
): Names {
  const people = usePeople();
  const units = useUnits();
  return useMemo(() => {
    const listed = [...(people.data?.items ?? []), ...(units.data?.items ?? [])].map(({ id, name }) => [id, name] as const);
    return namesIn(file, events, [...labels, ...listed], partsOf(kind.name).things?.(file));
  }, [kind, file, events, labels, people.data, units.data]);
}
