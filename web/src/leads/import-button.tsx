import { UploadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal, Upload } from 'antd';
import { request } from '../api/client.ts';
import { Refused } from '../parts/refused.tsx';

interface ImportAnswer {
  imported: number;
  existing: number;
  errors: { line: number; reason: string }[];
}

/** A table of leads: good rows go in, broken ones are told with their line and reason. */
export function ImportButton() {
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file, file.name);
      return request<ImportAnswer>('/leads/import', { method: 'POST', body: form });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['leads'] }),
  });
  const answer = send.data;
  return (
    <>
      <Upload
        accept=".csv,text/csv"
        showUploadList={false}
        beforeUpload={(file) => {
          send.mutate(file);
          return Upload.LIST_IGNORE;
        }}
      >
        <Button icon={<UploadOutlined />} loading={send.isPending}>
          导入 CSV
        </Button>
      </Upload>
      <Modal
        open={send.isSuccess || send.isError}
        title="导入结果"
        footer={
          <Button type="primary" onClick={() => send.reset()}>
            知道了
          </Button>
        }
        onCancel={() => send.reset()}
      >
        {send.isError ? <Refused error={send.error} /> : null}
        {answer ? (
          <>
            <Alert
              showIcon
              type={answer.errors.length > 0 ? 'warning' : 'success'}
              title={[
                `导入 ${answer.imported} 条`,
                answer.existing > 0 ? `${answer.existing} 条早已收到` : '',
                answer.errors.length > 0 ? `${answer.errors.length} 行有误未导入` : '',
              ]
                .filter(Boolean)
                .join('，')}
            />
            {answer.errors.length > 0 ? (
              <ul className="import-errors num">
                {answer.errors.map((error) => (
                  <li key={error.line}>
                    第 {error.line} 行：{error.reason}
                  </li>
                ))}
              </ul>
            ) : null}
          </>
        ) : null}
      </Modal>
    </>
  );
}
