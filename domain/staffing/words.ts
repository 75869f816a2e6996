/** A change in one line, for approval and history. */
import { POSTING_MODE_LABELS, type PostingMode, type Staff, type StaffChange, type StaffUnitKind, UNIT_KIND_LABELS } from './model.ts';
import { POST_LABELS, type Post } from './posts.ts';

type Data = Record<string, unknown>;

export function wordsOfChange({ subject, subjectId, kind, data }: Omit<StaffChange, 'id' | 'effectiveOn'>, staff: Staff): string {
  const unit = (id: unknown): string => (typeof id === 'string' ? (staff.units.get(id)?.name ?? id) : '县');
  const said = (value: unknown): string => (typeof value === 'string' ? value : '');
  const post = (of: Data): string =>
    `${unit(of.unitId)}${POST_LABELS[said(of.post) as Post] ?? said(of.post)}${of.principal === true ? '（正职）' : ''}`;
  const until = (of: Data): string => (typeof of.until === 'string' ? `，到${of.until}为止` : '');
  const certificate = (of: Data): string => `${said(of.number)}，${said(of.validFrom)}至${said(of.validUntil)}`;
  if (subject === 'unit') {
    switch (kind) {
      case 'found':
        return `${said(data.name)}（${UNIT_KIND_LABELS[said(data.kind) as StaffUnitKind] ?? said(data.kind)}），属${unit(data.parentId)}`;
      case 'rename':
        return `更名为${said(data.name)}`;
      case 'move':
        return `改属${unit(data.parentId)}`;
      default:
        return `撤销${staff.units.get(subjectId)?.name ?? ''}`;
    }
  }
  const held = staff.people.get(subjectId);
  switch (kind) {
    case 'hire': {
      const card = data.certificate as Data | null | undefined;
      return `${post(data)}，用户名${said(data.username)}${card ? `，执法证${certificate(card)}` : ''}${data.legalQualification === true ? '，具有法律职业资格' : ''}`;
    }
    case 'assign':
      return `任${post(data)}${until(data)}`;
    case 'transfer':
      return `调任${post(data)}`;
    case 'post':
      return `${POSTING_MODE_LABELS[said(data.mode) as PostingMode] ?? ''}到${unit(data.unitId)}${until(data)}`;
    case 'deputise':
      return `代理${staff.people.get(said(data.forPersonId))?.name ?? said(data.forPersonId)}${data.inCharge === true ? '，主持工作' : ''}${until(data)}`;
    case 'certify':
      return `执法证${certificate(data)}`;
    case 'qualify':
      return data.held === true ? '具有法律职业资格' : '不再具有法律职业资格';
    case 'correct':
      return `姓名${said(data.name)}，用户名${said(data.username)}`;
    case 'release': {
      const one = held?.posts.find(({ id }) => id === data.heldId);
      return one ? `免去${post({ ...one })}` : '免岗';
    }
    case 'recall': {
      const one = held?.postings.find(({ id }) => id === data.heldId);
      return one ? `结束在${unit(one.unitId)}的派驻` : '结束派驻';
    }
    case 'suspend':
      return `停止全部权限${until(data)}`;
    default:
      return '';
  }
}
