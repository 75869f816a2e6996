import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { countyOf } from '../../../../domain/county/names.ts';
import { RUNG_LABELS } from '../../../../domain/terms/ladder.ts';
import type { CasePolicy } from '../../../../domain/case/policy.ts';
import { FOLLOWED_RULES, type FollowedOrOwn, followedBy, followRule, RULE_NAMES } from '../../../../domain/statute/followed-rules.ts';
import type { Ladder, TermDefinition } from '../../../../domain/terms/model.ts';
import { lengthText, UNIT_WORDS } from '../../../../domain/terms/words.ts';
import { request } from '../../api/client.ts';
import { Read } from '../../parts/read.tsx';
import { Refused } from '../../parts/refused.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import type { PolicyRow } from '../../../../contract/policies.ts';

type Part = 'terms' | 'ladders' | 'json';
type TermPatch = Pick<TermDefinition, 'length' | 'yellow'>;

/** A new version of the rules: some terms or ladders changed by hand, or any part of it as JSON. */
export function NewPolicy({ onClose, onDrafted }: { onClose: () => void; onDrafted: (id: string) => void }) {
  const policy = useQuery({ queryKey: ['lists', 'policy'], queryFn: () => request<CasePolicy>('/lists/policy'), staleTime: 60_000 });
  return (
    <SideDrawer open keep size={760} title="起草期限和督办规则" onClose={onClose}>
      <Read query={policy}>{(current) => <PolicyForm current={current} onClose={onClose} onDrafted={onDrafted} />}</Read>
    </SideDrawer>
  );
}

function PolicyForm({ current, onClose, onDrafted }: { current: CasePolicy; onClose: () => void; onDrafted: (id: string) => void }) {
  const client = useQueryClient();
  const [part, setPart] = useState<Part>('terms');
  const [terms, setTerms] = useState<Record<string, TermPatch>>({});
  const [follows, setFollows] = useState<FollowedOrOwn>(followedBy(current.terms));
  const [ladders, setLadders] = useState<Record<string, Ladder['rungs']>>({});
  const [json, setJson] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const ruled = follows === followedBy(current.terms) ? current.terms : followRule(current.terms, follows, countyOf(current));
  const send = useMutation({
    mutationFn: (body: Record<string, unknown>) => request<PolicyRow>('/policies', { method: 'POST', body }),
    onSuccess: async ({ hash }) => {
      await client.invalidateQueries({ queryKey: ['lists'] });
      onDrafted(`policy@${hash}`);
    },
  });
  const submit = ({ note }: { note: string }) => {
    setFault(null);
    try {
      const given = json.trim() === '' ? {} : (JSON.parse(json) as Record<string, unknown>);
      send.mutate({
        note,
        ...(Object.keys(terms).length > 0 || ruled !== current.terms
          ? { terms: ruled.map((term) => ({ ...term, ...terms[term.key] })) }
          : {}),
        ...(Object.keys(ladders).length > 0
          ? { ladders: current.ladders.map((ladder) => ({ ...ladder, rungs: ladders[ladder.key] ?? ladder.rungs })) }
          : {}),
        ...given,
      });
    } catch {
      setPart('json');
      setFault('JSON 写得不对，请检查引号、逗号和括号。');
    }
  };
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ note: '' }} onFinish={submit}>
      <p className="quiet">以现行第 {current.version} 版为基础，没有改动的部分沿用。日历在“工作日历”里起草。</p>
      <Segmented
        value={part}
        onChange={setPart}
        options={[
          { value: 'terms', label: '期限' },
          { value: 'ladders', label: '督办阶梯' },
          { value: 'json', label: '其他（JSON）' },
        ]}
      />
      <Form.Item
        label="法律没有规定天数的，参照"
        extra="换一部规定，有关期限的长度、延长和扣除一并改为该规定的；该规定没有写明的，由本县自定。"
      >
        <Select
          aria-label="参照的规定"
          value={follows}
          onChange={setFollows}
          options={[
            ...FOLLOWED_RULES.map((key) => ({ value: key, label: RULE_NAMES[key] })),
            { value: 'own', label: '不参照，由本县自定' },
          ]}
        />
      </Form.Item>
      <div className="policy-part">
        {part === 'terms' ? <Terms current={{ ...current, terms: ruled }} patches={terms} onChange={setTerms} /> : null}
        {part === 'ladders' ? <Ladders current={current} patches={ladders} onChange={setLadders} /> : null}
        {part === 'json' ? (
          <Form.Item label="改动的部分" extra="可以写 terms、pauseTriggers、ladders、thresholds，各自完整填写，代替现行的。">
            <Input.TextArea
              aria-label="改动的部分"
              rows={12}
              className="num"
              value={json}
              onChange={(event) => setJson(event.target.value)}
              placeholder={`{\n  "thresholds": ${JSON.stringify(current.thresholds, null, 2).replaceAll('\n', '\n  ')}\n}`}
              spellCheck={false}
            />
          </Form.Item>
        ) : null}
      </div>
      <Form.Item name="note" label="说明" rules={[{ required: true, whitespace: true, message: '请写明改了什么、为什么' }]}>
        <Input.TextArea rows={2} maxLength={500} placeholder="改了什么、为什么" />
      </Form.Item>
      {fault ? <Alert className="refused" type="error" showIcon title={fault} /> : null}
      {send.isError ? <Refused error={send.error} /> : null}
      <div className="drawer-actions">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          起草
        </Button>
      </div>
    </Form>
  );
}

function Terms({
  current,
  patches,
  onChange,
}: {
  current: CasePolicy;
  patches: Record<string, TermPatch>;
  onChange: (patches: Record<string, TermPatch>) => void;
}) {
  const chosen = Object.keys(patches);
  const choose = (keys: string[]) =>
    onChange(
      Object.fromEntries(
        keys.map((key) => {
          const term = current.terms.find((one) => one.key === key)!;
          return [key, patches[key] ?? { length: term.length, yellow: term.yellow }];
        }),
      ),
    );
  return (
    <>
      <Form.Item label="要改的期限">
        <Select
          aria-label="要改的期限"
          mode="multiple"
          value={chosen}
          onChange={choose}
          optionFilterProp="label"
          placeholder="选择一项或者几项"
          options={current.terms.map(({ key, label, length, unit }) => ({
            value: key,
            label: `${label}（现为${lengthText(length, unit)}）`,
          }))}
        />
      </Form.Item>
      {chosen.map((key) => {
        const term = current.terms.find((one) => one.key === key)!;
        const patch = patches[key]!;
        const set = (change: Partial<TermPatch>) => onChange({ ...patches, [key]: { ...patch, ...change } });
        return (
          <div key={key} className="policy-edit">
            <strong>{term.label}</strong>
            <div className="waiting-bar">
              <label>
                长度 <InputNumber value={patch.length} onChange={(length) => set({ length: length ?? 0 })} suffix={UNIT_WORDS[term.unit]} />
              </label>
              <label>
                用去{' '}
                <InputNumber
                  value={Math.round(patch.yellow.share * 100)}
                  onChange={(share) => set({ yellow: { ...patch.yellow, share: (share ?? 0) / 100 } })}
                  suffix="%"
                />
              </label>
              <label>
                或剩{' '}
                <InputNumber
                  value={patch.yellow.remaining}
                  onChange={(remaining) => set({ yellow: { ...patch.yellow, remaining: remaining ?? 0 } })}
                  suffix={UNIT_WORDS[term.unit]}
                />{' '}
                转黄
              </label>
            </div>
          </div>
        );
      })}
    </>
  );
}

function Ladders({
  current,
  patches,
  onChange,
}: {
  current: CasePolicy;
  patches: Record<string, Ladder['rungs']>;
  onChange: (patches: Record<string, Ladder['rungs']>) => void;
}) {
  const chosen = Object.keys(patches);
  const choose = (keys: string[]) =>
    onChange(Object.fromEntries(keys.map((key) => [key, patches[key] ?? current.ladders.find((one) => one.key === key)!.rungs])));
  return (
    <>
      <Form.Item label="要改的阶梯">
        <Select
          aria-label="要改的阶梯"
          mode="multiple"
          value={chosen}
          onChange={choose}
          optionFilterProp="label"
          placeholder="选择一个或者几个"
          options={current.ladders.map(({ key, label }) => ({ value: key, label }))}
        />
      </Form.Item>
      {chosen.map((key) => (
        <div key={key}>
          <strong>{current.ladders.find((one) => one.key === key)?.label}</strong>
          {patches[key]!.map((rung, index) => {
            const set = (change: Partial<typeof rung>) =>
              onChange({ ...patches, [key]: patches[key]!.map((one, at) => (at === index ? { ...one, ...change } : one)) });
            return (
              <div key={index} className="policy-edit">
                <span>
                  {index + 1}. {RUNG_LABELS[rung.action]}
                </span>
                <div className="waiting-bar">
                  <label>
                    {rung.at === 'yellow' ? '转黄' : '转红'}后{' '}
                    <InputNumber
                      value={rung.after.length}
                      onChange={(length) => set({ after: { ...rung.after, length: length ?? 0 } })}
                      suffix={UNIT_WORDS[rung.after.unit]}
                    />
                  </label>
                  {rung.answerWithin ? (
                    <label>
                      答复期限{' '}
                      <InputNumber
                        value={rung.answerWithin.length}
                        onChange={(length) => set({ answerWithin: { ...rung.answerWithin!, length: length ?? 0 } })}
                        suffix={UNIT_WORDS[rung.answerWithin.unit]}
                      />
                    </label>
                  ) : null}
                </div>
              </div>
            );
          })}
        </div>
      ))}
      {chosen.length > 0 ? <p className="quiet small">负数表示提前。</p> : null}
    </>
  );
}
