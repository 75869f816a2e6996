import { UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';
import { ImportTable } from '../imports/import-table.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';

interface ImportAnswer {
  imported: number;
  existing: number;
  errors: { line: number }[];
}

/** A table of leads: good rows go in, the others are told and can be had back as a file. */
export function ImportButton() {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<UploadOutlined />} onClick={() => setOpen(true)}>
        导入
      </Button>
      {open ? (
        <SideDrawer open keep title="导入线索" size={820} onClose={() => setOpen(false)}>
          <ImportTable
            what="线索"
            base="/leads/import"
            help="各渠道导出的工单表可以直接用，栏目的先后不论。同一渠道的同一工单号只收一次。"
            action={(rows) => `导入 ${rows} 条`}
            write={async (body, sheet) => {
              const answer = await request<ImportAnswer>(`/leads/import${query({ sheet })}`, { method: 'POST', body });
              await client.invalidateQueries({ queryKey: ['leads'] });
              const said = [
                `导入 ${answer.imported} 条`,
                answer.existing > 0 ? `${answer.existing} 条早已收到` : '',
                answer.errors.length > 0 ? `${answer.errors.length} 行没有导入` : '',
              ];
              return { title: said.filter(Boolean).join('，'), refused: answer.errors.length };
            }}
          />
        </SideDrawer>
      ) : null}
    </>
  );
}
