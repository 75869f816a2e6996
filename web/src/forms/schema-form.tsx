import { Button, Form } from 'antd';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { z } from 'zod';
import { type FieldProblem, Problem } from '../api/client.ts';
import { Refused } from '../parts/refused.tsx';
import type { FormSurroundings } from './control-of.tsx';
import { Field } from './field.tsx';
import { formFields } from '../../../domain/work/field-schema.ts';
import { changedPaths, cleaned, defaults, fieldAt, overlaps, type Path, pathOf, type Values } from './form-values.ts';
import './forms.css';

/** Fields that are asked for only under circumstances, by dotted path without indexes. */
export type ShownWhen = Record<string, (values: Values) => boolean>;

interface SchemaFormProps {
  schema: z.ZodType;
  surroundings: FormSurroundings;
  initial?: Values;
  shownWhen?: ShownWhen;
  submitLabel: string;
  busy: boolean;
  error: unknown;
  onSubmit: (payload: Values) => void;
  onChange?: (values: Values) => void;
  /** Before the first field: what the person should know. */
  head?: ReactNode;
  /** Beside the button. */
  extra?: ReactNode;
}

/** A form made of a command's own schema: what it asks, how long, which choices, and each refusal at its field. */
export function SchemaForm(props: SchemaFormProps) {
  const { schema, surroundings, shownWhen = {}, error } = props;
  const [form] = Form.useForm<Values>();
  const fields = useMemo(() => formFields(schema), [schema]);
  const start = useMemo(() => ({ ...defaults(fields), ...props.initial }), [fields, props.initial]);
  // Watched as one word, so that the form is drawn anew only when a field comes or goes.
  const hiddenWord = Form.useWatch((values: Values) => hiddenFields(shownWhen, values), form) as string | undefined;
  const hidden = useMemo(() => {
    const paths = (hiddenWord ?? hiddenFields(shownWhen, start)).split(' ');
    return (path: string) => paths.includes(path);
  }, [hiddenWord, shownWhen, start]);
  const [own, setOwn] = useState<Problem | null>(null);
  const shown = own ?? error;
  const problem = shown instanceof Problem ? shown : null;

  const registered = () => form.getFieldsError().map(({ name }) => name as Path);
  useEffect(() => {
    if (!problem) return;
    const faults = problem.fields.flatMap((fault) => {
      const name = fieldAt(pathOf(fault.path), registered());
      return name ? [{ name: name as never, errors: [fault.message] }] : [];
    });
    form.setFields(faults);
    const first = faults[0];
    if (first) form.scrollToField(first.name, { behavior: 'smooth', block: 'center' });
    // `registered` reads the form as it stands when the problem comes.
  }, [problem, form]);

  const changed = (change: Values) => {
    setOwn(null);
    const touched = changedPaths(change);
    const stale = form
      .getFieldsError()
      .filter(({ name, errors }) => errors.length > 0 && touched.some((path) => overlaps(path, name as Path)));
    form.setFields(stale.map(({ name }) => ({ name: name as never, errors: [] })));
    props.onChange?.(form.getFieldsValue(true) as Values);
  };
  const submit = () => {
    const payload = cleaned(fields, form.getFieldsValue(true) as Values, hidden);
    const parsed = schema.safeParse(payload);
    if (parsed.success) {
      setOwn(null);
      props.onSubmit(payload);
    } else setOwn(asProblem(parsed.error));
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className="schema-form"
      scrollToFirstError={{ behavior: 'smooth', block: 'center' }}
      initialValues={start}
      onFinish={submit}
      onValuesChange={changed}
    >
      {props.head}
      {fields.map((field) => (
        <Field key={field.name} field={field} path={[field.name]} surroundings={surroundings} hidden={hidden} />
      ))}
      {shown ? <Refused error={shown} shownAtField={(path) => fieldAt(pathOf(path), registered()) !== null} /> : null}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" size="large" loading={props.busy}>
          {props.submitLabel}
        </Button>
        {props.extra}
      </div>
    </Form>
  );
}

const hiddenFields = (shownWhen: ShownWhen, values: Values): string =>
  Object.entries(shownWhen)
    .filter(([, shown]) => !shown(values))
    .map(([path]) => path)
    .join(' ');

/** What the schema itself finds wrong, in the API's own shape. */
function asProblem(error: z.ZodError): Problem {
  const errors = error.issues.map((issue): FieldProblem => ({ path: issue.path.join('.'), message: issue.message }));
  const detail = `有${errors.length}处需要填写或者改正`;
  return new Problem(422, { code: 'invalid-input', detail, errors }, null);
}
