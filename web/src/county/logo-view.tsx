import { App, Button, Space, Upload } from 'antd';
import { request } from '../api/client.ts';
import { useCounty } from '../api/county.ts';
import { Refused } from '../parts/refused.tsx';
import { useSession } from '../session/session.tsx';
import { useCountyAct } from './county-model.ts';

/** The picture beside the county's name, before and after sign-in. */
export function LogoView() {
  const county = useCounty();
  const { may } = useSession();
  const { message } = App.useApp();
  const send = useCountyAct((file: File) => {
    const body = new FormData();
    body.append('file', file);
    return request<{ hash: string }>('/county/logo', { method: 'POST', body });
  });
  const remove = useCountyAct(() => request<undefined>('/county/logo', { method: 'DELETE' }));
  const logo = county.data?.logo ?? null;
  return (
    <>
      <Space wrap size="middle">
        <span className="county-logo">{logo ? <img src={logo} alt="本县徽标" /> : <span className="quiet">没有设置</span>}</span>
        {may('sys-admin') ? (
          <Space wrap>
            <Upload
              accept="image/png,image/jpeg,image/webp"
              showUploadList={false}
              beforeUpload={(file) => {
                send.mutate(file, { onSuccess: () => void message.success('已更换') });
                return false;
              }}
            >
              <Button loading={send.isPending}>{logo ? '更换' : '上传'}</Button>
            </Upload>
            {logo ? (
              <Button loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
                撤去
              </Button>
            ) : null}
          </Space>
        ) : null}
      </Space>
      <p className="quiet small">PNG、JPEG 或者 WebP，不超过 256 KB；显示在登录页和页头。</p>
      {send.isError ? <Refused error={send.error} /> : null}
      {remove.isError ? <Refused error={remove.error} /> : null}
    </>
  );
}
