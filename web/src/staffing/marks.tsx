import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tag } from 'antd';
import type { StaffPerson } from '../../../contract/staffing.ts';

export function Certificate({ person: { certificates, certificateDays } }: { person: StaffPerson }) {
  const last = certificates.at(-1);
  if (!last || certificateDays === null) return <span className="quiet">无执法证</span>;
  return (
    <span className="num">
      {last.number}
      {certificateDays < 0 ? (
        <Tag color="red" className="staff-tag">
          已到期
        </Tag>
      ) : certificateDays <= 60 ? (
        <Tag color="gold" className="staff-tag">
          还有{certificateDays}天
        </Tag>
      ) : null}
    </span>
  );
}

export const Standing = ({ person: { active, suspended, leftOn } }: { person: StaffPerson }) =>
  suspended ? <Tag color="red">停权</Tag> : active ? null : <Tag>{leftOn ? '已离职' : '未到职'}</Tag>;

/** What may be done with somebody, the frequent first. */
export function ActMenu({
  items,
  onChoose,
}: {
  items: readonly { key: string; label: string; danger?: boolean }[];
  onChoose: (key: string) => void;
}) {
  return (
    <Dropdown menu={{ items: items.map((item) => ({ ...item })), onClick: ({ key }) => onChoose(key) }} trigger={['click']}>
      <Button type="primary">
        办理变更 <DownOutlined />
      </Button>
    </Dropdown>
  );
}
