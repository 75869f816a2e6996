import { useQueryClient } from '@tanstack/react-query';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';
import { ImportTable } from '../imports/import-table.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';

/** Many paper files at once: looked at row by row first; each good row becomes a draft, each other says why not. */
export function TableDrawer({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  return (
    <SideDrawer open keep title="导入纸质案卷" onClose={onClose} size={820}>
      <ImportTable
        what="纸质案卷"
        base="/paper-table"
        help="一行一份案卷。每行按您的权限成为一份录入稿，之后各自上传扫描件、补齐各步、由另一人核对。"
        action={(rows) => `录入${rows}份`}
        write={async (form, sheet) => {
          const { rows } = await request<{ rows: { draftId: string | null }[] }>(`/paper-table${query({ sheet })}`, {
            method: 'POST',
            body: form,
          });
          const refused = rows.filter(({ draftId }) => draftId === null).length;
          await client.invalidateQueries();
          return { title: `${rows.length - refused}份成为录入稿${refused > 0 ? `，${refused}行没有导入` : ''}`, refused };
        }}
      />
    </SideDrawer>
  );
}
