import { Form, Select } from 'antd';
import { PENALTY_SUBJECT_LABELS, type PenaltySubject } from '../../../domain/discretion/subject.ts';
import { PENALTY_STAGE_LABELS, type PenaltyStage } from '../../../domain/lists/matters.ts';
import { useMatter } from '../api/lists.ts';
import { FactorsControl, type PenaltyGround } from '../forms/factors-control.tsx';
import { MatterControl } from '../forms/matter-control.tsx';
import { MoneyControl } from '../forms/text-controls.tsx';
import { DateControl } from '../forms/time-controls.tsx';
import { todayInOffice } from '../lights/remaining.ts';
import { Folded } from '../parts/folded.tsx';
import { Nothing } from '../parts/nothing.tsx';

interface Values {
  matterCode?: string | null;
  subjectKind: PenaltySubject;
  stage: PenaltyStage;
  conductOn?: string | null;
  decidedOn?: string | null;
}

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The range for given facts; it moves as they are filled in. */
export function PenaltyCalculator() {
  const [form] = Form.useForm();
  const values = Form.useWatch([], form) as Values | undefined;
  const matter = useMatter(values?.matterCode ?? null, values?.conductOn ?? null);
  const ground: PenaltyGround | null =
    values?.matterCode && values.conductOn && values.decidedOn
      ? {
          matterCode: values.matterCode,
          subjectKind: values.subjectKind,
          conductOn: values.conductOn,
          decidedOn: values.decidedOn,
          stage: values.stage,
          asks: 'tier',
          recorded: [],
        }
      : null;
  return (
    <Form
      form={form}
      layout="vertical"
      className="calculator"
      initialValues={{ subjectKind: 'citizen', stage: 'direct', conductOn: todayInOffice(), decidedOn: todayInOffice() }}
      // Facts belong to one matter's benchmark.
      onValuesChange={(changed) => {
        if ('matterCode' in changed) form.setFieldValue('factors', {});
      }}
    >
      <section className="panel">
        <Form.Item name="matterCode" label="违法事项">
          <MatterControl />
        </Form.Item>
        <div className="pair">
          <Form.Item name="subjectKind" label="当事人">
            <Select options={options(PENALTY_SUBJECT_LABELS)} popupMatchSelectWidth={false} />
          </Form.Item>
          <Form.Item name="stage" label="适用罚则">
            <Select options={options(PENALTY_STAGE_LABELS)} />
          </Form.Item>
        </div>
        <div className="pair">
          <Form.Item name="conductOn" label="违法行为之日">
            <DateControl />
          </Form.Item>
          <Form.Item name="decidedOn" label="决定之日">
            <DateControl />
          </Form.Item>
        </div>
        <Form.Item name="fine" label="拟罚款金额" extra="填写后说明是否在幅度内">
          <MoneyControl />
        </Form.Item>
        {matter.data?.clauseText ? (
          <Folded title="条文原文">
            <p className="long">{matter.data.clauseText}</p>
          </Folded>
        ) : null}
      </section>
      <section className="panel">
        {ground ? (
          <Form.Item name="factors" noStyle>
            <FactorsControl ground={ground} />
          </Form.Item>
        ) : (
          <Nothing>选择违法事项和日期后，这里逐项询问事实并推算幅度</Nothing>
        )}
      </section>
    </Form>
  );
}
