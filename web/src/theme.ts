import type { ThemeConfig } from 'antd';
import type { Light } from '../../domain/vocabulary.ts';

/** Ink blue-green for the office, three lamps for the law; nothing else is loud. */
export const INK = '#0f3d4c';

export const LIGHT_COLOURS: Record<Light, string> = { red: '#d9363e', yellow: '#e8a317', green: '#2f9e63', grey: '#8c959c' };

export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#14647a',
    colorInfo: '#14647a',
    colorLink: '#14647a',
    colorError: '#cf2f37',
    colorWarning: LIGHT_COLOURS.yellow,
    colorSuccess: LIGHT_COLOURS.green,
    colorInfoBg: '#eef5f7',
    colorInfoBorder: '#b9d6de',
    colorSuccessBg: '#eef8f2',
    colorSuccessBorder: '#a9d9be',
    colorTextBase: '#1b262b',
    colorTextTertiary: '#5f6c73',
    colorTextPlaceholder: '#7c898f',
    colorBgLayout: '#f3f5f6',
    borderRadius: 6,
    fontSize: 14,
    fontFamily: '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
  },
  components: {
    Layout: { headerBg: INK, headerHeight: 52, headerPadding: '0 16px', siderBg: '#ffffff', bodyBg: '#f3f5f6' },
    Card: { paddingLG: 18 },
    Table: { cellPaddingBlock: 10, headerBg: '#f7f9fa' },
    Menu: { itemBorderRadius: 6, itemHeight: 42, itemSelectedBg: '#e3f0f4', itemSelectedColor: '#0f4f61', itemActiveBg: '#eef5f7' },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
    Button: { primaryShadow: 'none' },
  },
};
