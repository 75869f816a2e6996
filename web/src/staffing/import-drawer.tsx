import { useQueryClient } from '@tanstack/react-query';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';
import { ImportTable } from '../imports/import-table.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';

/** A table of units or people is looked at row by row first; it goes in whole or not at all. */
export function ImportDrawer({ subject, onClose }: { subject: 'unit' | 'person'; onClose: () => void }) {
  const client = useQueryClient();
  const base = subject === 'unit' ? '/units/import' : '/people/import';
  const what = subject === 'unit' ? '单位' : '人员';
  return (
    <SideDrawer open keep title={`导入${what}`} onClose={onClose} size={820}>
      <ImportTable
        what={what}
        base={base}
        help={`一行一项，有一行不对就都不提出；已经在册或者待批准的不重复提出。提出后由安全管理员批准。`}
        action={(rows) => `提出 ${rows} 项`}
        write={async (body, sheet) => {
          const { proposed } = await request<{ proposed: number }>(`${base}${query({ sheet })}`, { method: 'POST', body });
          await Promise.all([client.invalidateQueries({ queryKey: ['staffing'] }), client.invalidateQueries({ queryKey: ['lists'] })]);
          return { title: `已提出 ${proposed} 项，等安全管理员批准`, refused: 0 };
        }}
      />
    </SideDrawer>
  );
}
