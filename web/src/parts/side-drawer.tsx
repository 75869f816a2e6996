import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useTableWidth } from './use-media.ts';

interface SideDrawerProps {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  size?: number;
  /** A form is not lost by a click beside it. */
  keep?: boolean;
  /** What lies beside it is read and used meanwhile, where there is room for both. */
  beside?: boolean;
  footer?: ReactNode;
}

/** A drawer from the right; on a phone it is the whole screen. */
export function SideDrawer({ open, title, onClose, children, size = 560, keep = false, beside = false, footer }: SideDrawerProps) {
  const wide = useTableWidth();
  return (
    <Drawer
      open={open}
      title={title}
      onClose={onClose}
      size={wide ? size : '100%'}
      destroyOnHidden
      keyboard={!keep}
      mask={beside && wide ? false : { closable: !keep }}
      rootClassName="side-drawer"
      {...(footer ? { footer } : {})}
    >
      {children}
    </Drawer>
  );
}
