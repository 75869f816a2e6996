import { UploadOutlined } from '@ant-design/icons';
import { Button, Input, Select, Space, Upload } from 'antd';
import { useState } from 'react';
import type { Certificate } from '../../../domain/people.ts';
import { type ListedPerson, useMatters, usePeople, useUnits } from '../api/lists.ts';
import { request } from '../api/client.ts';
import type { Control } from './simple-controls.tsx';
import { Refused } from './refused.tsx';

const certificateNote = (certificate: Certificate | null) => (certificate ? `执法证 ${certificate.number}` : '无执法证');

const searchable = { showSearch: { optionFilterProp: 'search' as const } };

function personOptions(people: ListedPerson[], unitId: string | null, certifiedOnly: boolean) {
  const own = (person: ListedPerson) => (person.unit.id === unitId ? 0 : 1);
  return people
    .filter((person) => !certifiedOnly || person.certificate !== null)
    .sort((a, b) => own(a) - own(b) || a.unit.name.localeCompare(b.unit.name, 'zh') || a.name.localeCompare(b.name, 'zh'))
    .map((person) => ({
      value: person.id,
      label: `${person.name}（${person.unit.name}）`,
      search: `${person.name}${person.unit.name}${person.id}`,
      note: certificateNote(person.certificate),
    }));
}

/** People by name; officers show their certificate, and those of the case's own unit come first. */
export function PeopleControl({ value, onChange, id, many, certifiedOnly, unitId }: Control<string | string[]> & {
  many: boolean; certifiedOnly: boolean; unitId: string | null;
}) {
  const people = usePeople();
  return (
    <Select
      {...(id ? { id } : {})}
      {...searchable}
      {...(many ? { mode: 'multiple' as const } : {})}
      loading={people.isPending}
      value={value ?? (many ? [] : null)}
      onChange={(chosen: string | string[]) => onChange?.(chosen)}
      options={personOptions(people.data?.items ?? [], unitId, certifiedOnly)}
      optionRender={(option) => (
        <Space size={8}>
          <span>{option.label}</span>
          <span style={{ color: '#6b777d', fontSize: 12 }}>{(option.data as { note: string }).note}</span>
        </Space>
      )}
      placeholder={certifiedOnly ? '选择持证执法人员' : '选择人员'}
      allowClear
    />
  );
}

export function UnitControl({ value, onChange, id }: Control<string>) {
  const units = useUnits();
  return (
    <Select
      {...(id ? { id } : {})}
      {...searchable}
      loading={units.isPending}
      value={value ?? null}
      onChange={(chosen: string) => onChange?.(chosen)}
      options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name, search: unit.name }))}
      placeholder="选择单位"
    />
  );
}

export function MatterControl({ value, onChange, id }: Control<string>) {
  const matters = useMatters();
  return (
    <Select
      {...(id ? { id } : {})}
      {...searchable}
      loading={matters.isPending}
      value={value ?? null}
      onChange={(chosen: string | undefined) => onChange?.(chosen ?? null)}
      allowClear
      options={(matters.data?.items ?? []).map((matter) => ({
        value: matter.code,
        label: `${matter.code} ${matter.name}`,
        search: `${matter.code}${matter.name}${matter.domain}`,
        domain: matter.domain,
      }))}
      optionRender={(option) => (
        <div style={{ whiteSpace: 'normal' }}>
          <div>{option.label}</div>
          <div style={{ color: '#6b777d', fontSize: 12 }}>{(option.data as { domain: string }).domain}</div>
        </div>
      )}
      placeholder="按编号、名称或领域查找"
    />
  );
}

export function EvidenceControl({ value, onChange, id, many, evidence }: Control<string | string[]> & {
  many: boolean; evidence: { id: string; title: string }[];
}) {
  return (
    <Select
      {...(id ? { id } : {})}
      {...(many ? { mode: 'multiple' as const } : {})}
      value={value ?? (many ? [] : null)}
      onChange={(chosen: string | string[] | undefined) => onChange?.(chosen ?? null)}
      allowClear
      options={evidence.map((item) => ({ value: item.id, label: item.title }))}
      placeholder={evidence.length > 0 ? '选择证据' : '本案尚无证据'}
    />
  );
}

export function CaseControl({ value, onChange, id }: Control<string>) {
  return (
    <Input
      {...(id ? { id } : {})}
      value={value ?? ''}
      placeholder="案件编号（地址栏中 /cases/ 之后的部分）"
      onChange={(event) => onChange?.(event.target.value.trim() || null)}
    />
  );
}

interface Uploaded {
  hash: string;
  name: string;
  size: number;
}

/** Uploads at once and keeps the file's hash: what the record will name is what was received. */
export function FileControl({ value, onChange, caseId }: Control<string> & { caseId: string | null }) {
  const [name, setName] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (!caseId) return <span>建立案件后才能上传附件。</span>;
  const upload = async (file: File) => {
    setBusy(true);
    setError(null);
    try {
      const form = new FormData();
      form.append('file', file, file.name);
      const stored = await request<Uploaded>(`/cases/${caseId}/files`, { method: 'POST', body: form });
      setName(stored.name);
      onChange?.(stored.hash);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <Upload showUploadList={false} beforeUpload={(file) => { void upload(file); return Upload.LIST_IGNORE; }}>
        <Button icon={<UploadOutlined />} loading={busy}>{value ? '更换文件' : '选择文件并上传'}</Button>
      </Upload>
      {value ? (
        <div style={{ marginTop: 6, fontSize: 12, color: '#4c565c', overflowWrap: 'anywhere' }}>
          {name ?? '已上传'}　SHA-256 {value.slice(0, 16)}…
        </div>
      ) : null}
      {error ? <div style={{ marginTop: 8 }}><Refused error={error} /></div> : null}
    </div>
  );
}
