import { Select } from 'antd';
import { useState } from 'react';
import { LIST_LABELS, type ListName } from '../../../../domain/lists/list-names.ts';
import { Read } from '../../parts/read.tsx';
import { SideDrawer } from '../../parts/side-drawer.tsx';
import { ComparisonView } from './comparison.tsx';
import { useComparison } from './model.ts';
import './publish.css';

/** Two published versions side by side; at first the newest and the one before it. `versions`: newest first. */
export function CompareDrawer({ list, versions, onClose }: { list: ListName; versions: readonly string[]; onClose: () => void }) {
  const [from, setFrom] = useState(versions[1] ?? versions[0] ?? '');
  const [to, setTo] = useState(versions[0] ?? '');
  const comparison = useComparison(list, from, to);
  const options = versions.map((version) => ({ value: version, label: `版本 ${version}` }));
  return (
    <SideDrawer open size={860} title={`比较${LIST_LABELS[list]}`} onClose={onClose}>
      <div className="waiting-bar">
        <Select aria-label="原来的版本" value={from} onChange={setFrom} options={options} />
        <span>改为</span>
        <Select aria-label="后来的版本" value={to} onChange={setTo} options={options} />
      </div>
      <Read query={comparison}>{(data) => <ComparisonView comparison={data} unchanged={data.unchanged} />}</Read>
    </SideDrawer>
  );
}
