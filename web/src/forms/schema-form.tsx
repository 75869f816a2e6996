import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Card, Form, Space } from 'antd';
import { useEffect, useMemo, type ReactNode } from 'react';
import type { z } from 'zod';
import { Problem } from '../api/client.ts';
import { controlOf, type FormSurroundings } from './control-of.tsx';
import { type FieldSchema, formFields } from './field-schema.ts';
import { Refused } from './refused.tsx';

type Path = (string | number)[];

interface SchemaFormProps {
  schema: z.ZodType;
  surroundings: FormSurroundings;
  initial?: Record<string, unknown>;
  submitLabel: string;
  busy: boolean;
  error: unknown;
  onSubmit: (payload: Record<string, unknown>) => void;
  extra?: ReactNode;
  onChange?: (values: Record<string, unknown>) => void;
  danger?: boolean;
}

/** A form made of a command's own schema: what it asks, how long, which choices, and the API's refusal at its field. */
export function SchemaForm(props: SchemaFormProps) {
  const [form] = Form.useForm<Record<string, unknown>>();
  const fields = useMemo(() => formFields(props.schema), [props.schema]);
  const problem = props.error instanceof Problem ? props.error : null;
  useEffect(() => {
    if (!problem) return;
    const known = problem.fields.filter((field) => field.path !== '');
    form.setFields(known.map((field) => ({
      name: field.path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)) as never,
      errors: [field.message],
    })));
  }, [problem, form]);
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark
      scrollToFirstError={{ behavior: 'smooth', block: 'center' }}
      initialValues={{ ...defaults(fields), ...props.initial }}
      onFinish={(values) => props.onSubmit(cleaned(fields, values))}
      onValuesChange={(_changed, values) => props.onChange?.(values)}
    >
      {fields.map((field) => <Field key={field.name} field={field} path={[field.name]} surroundings={props.surroundings} />)}
      {props.error ? <Refused error={props.error} /> : null}
      <Space>
        <Button type="primary" htmlType="submit" loading={props.busy} danger={props.danger ?? false}>{props.submitLabel}</Button>
        {props.extra}
      </Space>
    </Form>
  );
}

function Field({ field, path, surroundings }: { field: FieldSchema; path: Path; surroundings: FormSurroundings }) {
  if (field.input === 'group') return <Group field={field} path={path} surroundings={surroundings} />;
  if (field.input === 'groups') return <Groups field={field} path={path} surroundings={surroundings} />;
  return (
    <Form.Item
      name={path}
      label={field.title}
      {...(field.help ? { extra: field.help } : {})}
      rules={field.required ? [{ required: true, message: `请填写${field.title}` }] : []}
    >
      {controlOf(field, surroundings)}
    </Form.Item>
  );
}

function Group({ field, path, surroundings }: { field: FieldSchema; path: Path; surroundings: FormSurroundings }) {
  const inner = field.fields.map((child) => (
    <Field key={child.name} field={child} path={[...path, child.name]} surroundings={surroundings} />
  ));
  if (!field.nullable) return <Card size="small" title={field.title} style={{ marginBottom: 16 }}>{inner}</Card>;
  return (
    <Form.Item shouldUpdate noStyle>
      {(form) => {
        const filled = form.getFieldValue(path) != null;
        return (
          <Card
            size="small"
            title={field.title}
            style={{ marginBottom: 16 }}
            extra={(
              <Button
                size="small"
                type="link"
                onClick={() => form.setFieldValue(path, filled ? null : defaults(field.fields))}
              >
                {filled ? '不填' : '填写'}
              </Button>
            )}
          >
            {filled ? inner : <span style={{ color: '#6b777d' }}>可不填。</span>}
          </Card>
        );
      }}
    </Form.Item>
  );
}

function Groups({ field, path, surroundings }: { field: FieldSchema; path: Path; surroundings: FormSurroundings }) {
  return (
    <Form.List name={path}>
      {(rows, { add, remove }) => (
        <div style={{ marginBottom: 16 }}>
          {rows.map((row) => (
            <Card
              key={row.key}
              size="small"
              title={`${field.title} ${row.name + 1}`}
              style={{ marginBottom: 8 }}
              extra={<Button size="small" type="text" icon={<DeleteOutlined />} aria-label={`删除${field.title}${row.name + 1}`} onClick={() => remove(row.name)} />}
            >
              {field.fields.map((child) => (
                <Form.Item
                  key={child.name}
                  name={[row.name, child.name]}
                  label={child.title}
                  {...(child.help ? { extra: child.help } : {})}
                  rules={child.required ? [{ required: true, message: `请填写${child.title}` }] : []}
                >
                  {controlOf(child, surroundings)}
                </Form.Item>
              ))}
            </Card>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add(defaults(field.fields))}>添加{field.title}</Button>
        </div>
      )}
    </Form.List>
  );
}

function defaults(fields: FieldSchema[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.fallback !== undefined) values[field.name] = field.fallback;
    else if (field.input === 'group' && !field.nullable) values[field.name] = defaults(field.fields);
    else if (field.input === 'groups') values[field.name] = [];
  }
  return values;
}

/** Leaves out what was not filled in, so that the schema's own default speaks; keeps null where null is an answer. */
function cleaned(fields: FieldSchema[], values: Record<string, unknown>): Record<string, unknown> {
  const payload: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (value === undefined || value === null) {
      if (field.nullable && !field.required && field.fallback === undefined) payload[field.name] = null;
      continue;
    }
    if (field.input === 'group') payload[field.name] = cleaned(field.fields, value as Record<string, unknown>);
    else if (field.input === 'groups') {
      payload[field.name] = (value as Record<string, unknown>[]).map((row) => cleaned(field.fields, row));
    } else payload[field.name] = value;
  }
  return payload;
}
