import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { z } from 'zod';
import type { PaperDraft } from '../../../contract/paper.ts';
import { catalogue, type CommandName, specOf } from '../../../domain/case/catalogue.ts';
import { referenceTo } from '../../../domain/case/import-references.ts';
import type { CaseFile } from '../../../domain/case/state.ts';
import { pagesInWords, pagesOfWords } from '../../../domain/paper/draft.ts';
import { actHeadSchema } from '../../../domain/paper/forms.ts';
import { caseItems, evidenceOf, fixedRows } from '../case/commands/case-items.ts';
import { shownWhen } from '../case/commands/shown-when.ts';
import type { Option } from '../forms/choice-controls.tsx';
import { type FormSurroundings, NO_ITEM } from '../forms/control-of.tsx';
import type { Values } from '../forms/form-values.ts';
import { SchemaForm, type ShownWhen } from '../forms/schema-form.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { changeDraft, plainActs, usePaper } from './paper-model.ts';

interface ActDrawerProps {
  draft: PaperDraft;
  /** Which act is changed, from 0; where it equals their number, one is added. */
  index: number;
  /** The page that is being looked at: where the act is probably told. */
  page: number;
  onClose: () => void;
}

/** Acts that are given by the system or another item are not typed in. */
const CHOICES = (Object.keys(catalogue) as CommandName[])
  .filter((name) => !specOf(name).told)
  .map((name) => ({ value: name, label: specOf(name).label }));

export function ActDrawer({ draft, index, page, onClose }: ActDrawerProps) {
  const old = draft.acts[index];
  const [name, setName] = useState<CommandName | null>((old?.name as CommandName | undefined) ?? (index === 0 ? 'OpenCase' : null));
  return (
    <SideDrawer open keep beside title={old ? `修改第${index + 1}步` : `录入第${index + 1}步`} onClose={onClose} size={620}>
      <label className="act-choice">
        步骤
        <Select<CommandName>
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="案卷所载的步骤"
          value={name}
          options={CHOICES}
          disabled={index === 0}
          onChange={setName}
        />
      </label>
      {name ? <ActForm key={name} draft={draft} index={index} name={name} page={page} onClose={onClose} /> : null}
    </SideDrawer>
  );
}

function ActForm({ draft, index, name, page, onClose }: ActDrawerProps & { name: CommandName }) {
  const old = draft.acts[index]?.name === name ? draft.acts[index] : undefined;
  const spec = specOf(name);
  const schema = useMemo(
    () => z.strictObject({ ...actHeadSchema.shape, payload: (spec.schema as z.ZodType).meta({ title: spec.label }) }),
    [spec],
  );
  const save = usePaper(({ payload, at, by, pages }: { at: string; by: string; pages: number[]; payload: unknown }) => {
    const acts = plainActs(draft.acts);
    acts[index] = { at, by, name, payload, pages };
    return changeDraft(draft, 'PUT', '/acts', { acts });
  });
  const [wrongPages, setWrongPages] = useState(false);
  const before = draft.acts[index - 1];
  const initial: Values = {
    at: old?.at ?? before?.at,
    by: old?.by ?? before?.by,
    pages: old && old.pages.length > 0 ? pagesInWords(old.pages) : String(page),
    payload: old?.payload ?? {},
  };
  return (
    <SchemaForm
      schema={schema}
      surroundings={surroundingsOf(name, draft)}
      initial={initial}
      shownWhen={nested(shownWhen(name, draft.file, []))}
      submitLabel="保存这一步"
      busy={save.isPending}
      error={wrongPages ? new Error('卷宗页应如“3-5、8”') : save.error}
      onSubmit={({ at, by, pages, payload }) => {
        const read = pagesOfWords(String(pages));
        setWrongPages(read === null);
        if (read) save.mutate({ at: String(at), by: String(by), pages: read, payload: payload ?? {} }, { onSuccess: onClose });
      }}
      head={<p className="quiet">{spec.help}</p>}
      extra={
        <Button size="large" onClick={onClose}>
          取消
        </Button>
      }
    />
  );
}

/** The command's own conditions, one level further in. */
const nested = (shown: ShownWhen): ShownWhen =>
  Object.fromEntries(
    Object.entries(shown).map(([path, when]) => [`payload.${path}`, (values: Values) => when((values.payload ?? {}) as Values)]),
  );

/** What earlier acts made is chosen by its words, and sent as the place that it has among its like. */
function surroundingsOf(name: CommandName, { file, unit, files }: PaperDraft): FormSurroundings {
  const scans: Option[] = files.map(({ hash, name: label }) => ({ value: hash, label }));
  const attached = { fileHash: scans, file: scans };
  if (!file) return { ...NO_ITEM, unitId: unit.id, items: attached };
  const placed = (options: readonly Option[]): Option[] => options.map((one) => ({ ...one, value: placeOf(one.value, file) }));
  const items = Object.fromEntries(Object.entries(caseItems(name, file, [])).map(([field, options]) => [field, placed(options)]));
  return {
    ...NO_ITEM,
    unitId: unit.id,
    evidence: placed(evidenceOf(file)),
    items: { ...attached, ...items },
    fixedRows: fixedRows(name, file),
  };
}

const placeOf = (id: string, file: CaseFile): string => referenceTo(id, file) ?? id;
