import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import { controlOf, type FormSurroundings } from './control-of.tsx';
import type { FieldSchema } from '../../../domain/work/field-schema.ts';
import { defaults, type Path, type Values } from './form-values.ts';

interface FieldProps {
  field: FieldSchema;
  /** Where antd puts its value; inside a list of rows relative to the list. */
  path: Path;
  /** Where it stands in the payload, without indexes. */
  place?: string;
  surroundings: FormSurroundings;
  hidden: (place: string) => boolean;
}

export function Field({ field, path, place = field.name, surroundings, hidden }: FieldProps) {
  if (hidden(place) || CARRIED.has(field.name)) return null;
  const shared = { field, path, place, surroundings, hidden };
  if (field.input === 'group') return <Group {...shared} />;
  if (field.input === 'groups') return <Rows {...shared} />;
  return (
    <Form.Item
      name={path}
      label={field.title}
      {...(field.help ? { extra: field.help } : {})}
      // A list has to be there even when nothing must be in it: the mark says what has to be filled in.
      required={field.required}
      rules={field.required && !LISTS.includes(field.input) ? [{ required: true, message: `请填写${field.title}` }] : []}
    >
      {controlOf(field, surroundings)}
    </Form.Item>
  );
}

/** Set by the system and kept as it is: the party's own record. */
const CARRIED = new Set(['partyId']);

const LISTS: FieldSchema['input'][] = ['list', 'people', 'officers', 'evidence-list', 'choices', 'steps'];

function Group({ field, path, place = field.name, surroundings, hidden }: FieldProps) {
  const form = Form.useFormInstance();
  const filled = Form.useWatch(path, { form, preserve: true }) != null;
  const inner = field.fields.map((child) => (
    <Field
      key={child.name}
      field={child}
      path={[...path, child.name]}
      place={`${place}.${child.name}`}
      surroundings={surroundings}
      hidden={hidden}
    />
  ));
  return (
    <fieldset className="group">
      <legend>
        {field.title}
        {field.nullable ? (
          <Button size="small" type="link" onClick={() => form.setFieldValue(path, filled ? null : defaults(field.fields))}>
            {filled ? '不填' : '填写'}
          </Button>
        ) : null}
      </legend>
      {field.help ? <p className="group-help">{field.help}</p> : null}
      {!field.nullable || filled ? inner : null}
    </fieldset>
  );
}

/** Few short fields stand on one line, others as a group each. */
const isLine = (fields: readonly FieldSchema[]): boolean =>
  fields.length <= 3 && fields.every(({ input }) => ['text', 'whole', 'date', 'money'].includes(input));

function Rows({ field, path, place = field.name, surroundings, hidden }: FieldProps) {
  const fixed = surroundings.fixedRows[field.name];
  const line = isLine(field.fields) && !fixed;
  return (
    <Form.List name={path}>
      {(rows, { add, remove }, { errors }) =>
        fixed && rows.length === 0 ? null : (
          <fieldset className="group" data-line={line}>
            <legend>
              {field.title}
              {rows.length > 1 ? <span className="quiet">　{rows.length} 项</span> : null}
            </legend>
            {field.help ? <p className="group-help">{field.help}</p> : null}
            {rows.map((row) => (
              <div key={row.key} className={line ? 'row-line' : 'row-block'}>
                {fixed ? <FixedTitle path={[...path, row.name, fixed.key]} labels={fixed.labels} /> : null}
                {field.fields
                  .filter((child) => child.name !== fixed?.key)
                  .map((child) => (
                    <Field
                      key={child.name}
                      field={line ? { ...child, help: null } : child}
                      path={[row.name, child.name]}
                      place={`${place}.${child.name}`}
                      surroundings={surroundings}
                      hidden={hidden}
                    />
                  ))}
                {fixed ? (
                  <Form.Item name={[row.name, fixed.key]} hidden noStyle>
                    <input />
                  </Form.Item>
                ) : (
                  <Button
                    className="row-remove"
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={`删除${field.title}第${row.name + 1}项`}
                    onClick={() => remove(row.name)}
                  />
                )}
              </div>
            ))}
            {fixed ? null : (
              <Button type="dashed" icon={<PlusOutlined />} onClick={() => add(defaults(field.fields) as Values)}>
                添加{field.rowTitle ?? field.title}
              </Button>
            )}
            <Form.ErrorList errors={errors} />
          </fieldset>
        )
      }
    </Form.List>
  );
}

/** A row that the case itself sets: what it is about, in words. */
function FixedTitle({ path, labels }: { path: Path; labels: Record<string, string> }) {
  const form = Form.useFormInstance();
  const key = form.getFieldValue(path) as string | undefined;
  return <p className="row-title">{(key && labels[key]) ?? '—'}</p>;
}
