import { Button, Popconfirm } from 'antd';

interface WithdrawDraftProps {
  withdraw: { mutate: () => void; isPending: boolean };
}

/** Takes a draft back, whatever it is of; asked once more, because nothing brings it back. */
export function WithdrawDraft({ withdraw: { mutate, isPending } }: WithdrawDraftProps) {
  return (
    <Popconfirm title="撤回这份草稿？" description="撤回后不能恢复。" okText="撤回" cancelText="不撤回" onConfirm={() => mutate()}>
      <Button danger loading={isPending}>
        撤回
      </Button>
    </Popconfirm>
  );
}
