import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import type { CommandSpec } from '../../../domain/work/command.ts';
import './form-head.css';
import { Cited } from '../law/cited.tsx';

interface FormHeadProps {
  spec: Pick<CommandSpec, 'help' | 'basis'>;
  /** Throws away what was restored; null where nothing was. */
  onForget: (() => void) | null;
  children?: ReactNode;
}

/** What a command is for and on which articles it stands; and that something typed before is there again. */
export function FormHead({ spec: { help, basis }, onForget, children }: FormHeadProps) {
  return (
    <div className="form-head">
      <p>{help}</p>
      {basis.length > 0 ? (
        <p className="quiet small">
          依据：
          <Cited text={basis} />
        </p>
      ) : null}
      {onForget ? (
        <Alert
          type="info"
          showIcon
          title="已恢复上次没有提交的内容"
          action={
            <Button size="small" onClick={onForget}>
              不要了
            </Button>
          }
        />
      ) : null}
      {children}
    </div>
  );
}
