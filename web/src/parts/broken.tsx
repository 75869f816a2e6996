import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';

/** After an update of the server the pages of before are gone: they are fetched by names that hold their content. */
const OUTDATED = /dynamically imported module|module script failed|preload CSS/i;

interface BrokenState {
  error: Error | null;
}

/**
 * A page that cannot be drawn says so and offers the way on, instead of leaving the window white. `place` changed: tried
 * anew.
 */
export class Broken extends Component<{ place: string; children: ReactNode }, BrokenState> {
  override state: BrokenState = { error: null };

  static getDerivedStateFromError(error: unknown): BrokenState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidUpdate(before: { place: string }): void {
    if (this.state.error && before.place !== this.props.place) this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const outdated = OUTDATED.test(error.message);
    return (
      <Result
        status={outdated ? 'info' : 'warning'}
        title={outdated ? '案灯已经更新，请刷新页面' : '这一页没有显示成功'}
        subTitle={
          outdated
            ? '已经保存的内容不受影响，没有提交的表单会在重新打开时恢复。'
            : `已经提交的内容不受影响。刷新后仍然如此的，请把这句话告诉运维人员：${error.message}`
        }
        extra={
          <Button type="primary" onClick={() => window.location.reload()}>
            刷新页面
          </Button>
        }
      />
    );
  }
}
