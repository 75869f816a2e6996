import type { ThemeConfig } from 'antd';
import type { Light } from '../../domain/vocabulary.ts';

/** Ink blue-green for the office, three lamps for the law; nothing else is loud. */
export const INK = '#0f3d4c';

export const LIGHT_COLOURS: Record<Light, { dot: string; ink: string; wash: string }> = {
  red: { dot: '#d9363e', ink: '#a61d24', wash: '#fff1f0' },
  yellow: { dot: '#e8a317', ink: '#874d00', wash: '#fffbe6' },
  green: { dot: '#2f9e63', ink: '#1d6b42', wash: '#f0faf4' },
  grey: { dot: '#8c959c', ink: '#4c565c', wash: '#f4f6f7' },
};

export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#14647a',
    colorInfo: '#14647a',
    colorError: LIGHT_COLOURS.red.dot,
    colorWarning: LIGHT_COLOURS.yellow.dot,
    colorSuccess: LIGHT_COLOURS.green.dot,
    colorTextBase: '#1b262b',
    colorBgLayout: '#f3f5f6',
    borderRadius: 6,
    fontSize: 14,
    fontFamily:
      '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
  },
  components: {
    Layout: { headerBg: INK, headerHeight: 52, headerPadding: '0 16px', siderBg: '#ffffff', bodyBg: '#f3f5f6' },
    Card: { paddingLG: 18 },
    Table: { cellPaddingBlock: 10, headerBg: '#f7f9fa' },
    Menu: { itemBorderRadius: 6, itemHeight: 40 },
  },
};
