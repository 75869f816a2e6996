import { Button } from 'antd';

export const Back = ({ onBack }: { onBack: () => void }) => (
  <Button type="link" block className="sign-in-other" onClick={onBack}>
    换一种方式
  </Button>
);
