import { Form, Input, InputNumber, Radio, Select } from 'antd';
import { type FactorNeed, type FactorValue, valueText } from '../../../domain/discretion/factors.ts';

export type FactorAnswers = Record<string, FactorValue>;

/** A fact that the record answers by itself, with what it is read from. */
export interface RecordedFactor {
  key: string;
  value: FactorValue;
  from: string;
}

/** One input for each fact that is asked for; nothing is assumed that was not answered. */
export function FactorInputs({
  needs,
  recorded,
  value,
  onChange,
}: {
  needs: readonly FactorNeed[];
  recorded: readonly RecordedFactor[];
  value: FactorAnswers;
  onChange: (next: FactorAnswers) => void;
}) {
  const answer = (key: string, given: FactorValue | null) => {
    const next = { ...value };
    if (given === null || given === '') delete next[key];
    else next[key] = given;
    onChange(next);
  };
  return (
    <div className="factor-inputs">
      {needs.map((need) => {
        const known = recorded.find((fact) => fact.key === need.key);
        return (
          <Form.Item key={need.key} label={need.label} layout="vertical" style={{ marginBottom: 0 }}>
            {known ? (
              <span>
                {valueText(need.key, known.value)}
                <span className="quiet small">　{known.from}</span>
              </span>
            ) : (
              <FactorInput need={need} value={value[need.key] ?? null} onAnswer={(given) => answer(need.key, given)} />
            )}
          </Form.Item>
        );
      })}
    </div>
  );
}

function FactorInput({
  need,
  value,
  onAnswer,
}: {
  need: FactorNeed;
  value: FactorValue | null;
  onAnswer: (given: FactorValue | null) => void;
}) {
  switch (need.type) {
    case 'boolean':
      return (
        <Radio.Group
          aria-label={need.label}
          value={value}
          onChange={(event) => onAnswer(event.target.value as boolean)}
          options={[
            { value: true, label: '是' },
            { value: false, label: '否' },
          ]}
        />
      );
    case 'number':
    case 'integer':
      return (
        <InputNumber<number>
          aria-label={need.label}
          style={{ width: '100%' }}
          min={0}
          inputMode="decimal"
          {...(need.type === 'integer' ? { precision: 0 } : {})}
          value={typeof value === 'number' ? value : null}
          onChange={onAnswer}
        />
      );
    case 'choice':
      return (
        <Select
          aria-label={need.label}
          value={value as string | null}
          onChange={(given: string | undefined) => onAnswer(given ?? null)}
          placeholder="请选择"
          allowClear
          options={need.options ?? []}
        />
      );
    case 'text':
      return (
        <Input aria-label={need.label} value={typeof value === 'string' ? value : ''} onChange={(event) => onAnswer(event.target.value)} />
      );
  }
}
