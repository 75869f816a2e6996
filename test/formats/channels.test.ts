import { describe, expect, it } from 'vitest';
import { CHANNEL_MAPPINGS, mappingOf } from '../../api/channels/formats/mappings.ts';
import { CHANNELS, type Channel } from '../../domain/vocabulary.ts';

const read = (channel: Channel, payload: unknown) => {
  const one = mappingOf(channel);
  if (!one) throw new Error(`no mapping for ${channel}`);
  return one.map(one.schema.parse(payload));
};
const faults = (channel: Channel, payload: unknown): string[] => {
  const parsed = mappingOf(channel)!.schema.safeParse(payload);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

const order = {
  orderNo: 'GD2026112000017',
  acceptTime: '2026-11-20 09:12:33',
  callerName: '陈先生',
  callerPhone: '13900000001',
  area: '云溪县青石镇',
  address: '解放路18号',
  title: '夜宵店油烟扰民',
  content: '楼下烧烤店夜里排烟',
  orderType: '投诉',
};

describe('each channel in its own words', () => {
  it('has a mapping for every channel but what superiors send on paper', () => {
    expect(CHANNEL_MAPPINGS.map(({ channel }) => channel).sort()).toEqual(CHANNELS.filter((one) => one !== 'superior').sort());
  });

  it('12345: local time, title and content, the caller kept secret where asked', () => {
    expect(read('12345', order)).toEqual({
      ticket: 'GD2026112000017',
      receivedAt: '2026-11-20T09:12:33+08:00',
      reporterName: '陈先生',
      reporterPhone: '13900000001',
      town: '云溪县青石镇',
      address: '解放路18号',
      text: '夜宵店油烟扰民\n楼下烧烤店夜里排烟',
    });
    const secret = read('12345', { ...order, secret: true });
    expect(secret).toMatchObject({ reporterName: null, reporterPhone: null });
    expect(secret.text).toContain('要求保密');
  });

  it('grid and video: milliseconds since 1970 are the same instant', () => {
    const event = {
      eventId: 'WG-1',
      reportTime: Date.UTC(2026, 10, 20, 1, 12, 33),
      gridName: '青石03网格',
      place: '老街',
      description: '占道',
    };
    expect(read('grid', event)).toMatchObject({ receivedAt: '2026-11-20T09:12:33+08:00', text: '占道\n网格：青石03网格' });
    const alarm = {
      alarmId: 'SP-1',
      capturedAt: Date.UTC(2026, 10, 20),
      camera: { id: 'C7', name: '河东桥头' },
      alarmType: '渣土车未覆盖',
      confidence: 0.914,
    };
    expect(read('video', alarm)).toMatchObject({ address: '河东桥头', reporterName: '河东桥头' });
    expect(read('video', alarm).text).toContain('置信度91%，须人工复核');
  });

  it('agency transfer: dated by the day it arrived, in Shanghai', () => {
    const lead = read('agency-transfer', {
      transferNo: '云市监移〔2026〕12号',
      receivedOn: '2026-11-19',
      fromAgency: '云溪县市场监督管理局',
      place: '柳林镇工业园',
      facts: '无证倾倒',
      materials: ['移送函', '现场照片'],
    });
    expect(lead).toMatchObject({ receivedAt: '2026-11-19T00:00:00+08:00', ticket: '云市监移〔2026〕12号', town: null });
    expect(lead.text).toContain('移送材料：移送函、现场照片');
  });

  it('patrol, digital urban, media, public report and off-site say what was found and where', () => {
    expect(
      read('patrol', {
        recordId: 'XC-1',
        patrolledAt: '2026-11-20T09:00:00+08:00',
        inspector: { name: '韩一' },
        itemCode: 'XC-0101',
        location: { address: '中心街', longitude: 119.3, latitude: 27.9 },
        findings: '乱堆物料',
      }).text,
    ).toBe('乱堆物料\n巡查事项：XC-0101\n坐标：119.3,27.9');
    expect(
      read('digital-urban', {
        taskNum: 'SZ-1',
        createTime: '2026-11-20 10:05',
        eventType: '事件',
        bigClass: '街面秩序',
        smallClass: '无照经营游商',
        address: '人民路',
        description: '游商占道',
      }),
    ).toMatchObject({ receivedAt: '2026-11-20T10:05:00+08:00', text: '游商占道\n事件：街面秩序－无照经营游商' });
    expect(
      read('media', {
        clippingId: 'MT-1',
        publishedAt: '2026-11-20T08:00:00+08:00',
        outlet: '云溪融媒',
        headline: '河道里的垃圾',
        summary: '记者走访',
      }),
    ).toMatchObject({ address: '报道未写明地点', text: '云溪融媒《河道里的垃圾》\n记者走访' });
    expect(
      read('public-report', {
        reportNo: 'JB-1',
        submittedAt: '2026-11-20T08:00:00+08:00',
        anonymous: true,
        reporterName: '李某',
        place: '东山',
        content: '违建',
      }),
    ).toMatchObject({ reporterName: null, text: '违建\n匿名举报' });
    expect(
      read('off-site', {
        recordNo: 'FX-1',
        monitoredAt: '2026-11-20 23:10:00',
        device: { number: 'Y-12', name: '油烟监测仪' },
        site: '解放路18号',
        indicator: '油烟',
        value: 3.4,
        limit: 2,
        unit: 'mg/m³',
      }).text,
    ).toContain('油烟监测值3.4mg/m³，限值2mg/m³');
  });

  it('cuts what is too long and says so', () => {
    const { text } = read('12345', { ...order, content: '长'.repeat(5000) });
    expect(text).toHaveLength(5000);
    expect(text).toContain('原文过长');
  });

  it('names the field that is wrong, in Chinese', () => {
    expect(faults('12345', { ...order, acceptTime: '2026/11/20' })).toEqual(['acceptTime: 受理时间应为“年-月-日 时:分:秒”']);
    expect(faults('12345', { ...order, acceptTime: '2026-02-30 10:00:00' })).toHaveLength(1);
    expect(faults('12345', { ...order, orderNo: '' })).toEqual(['orderNo: 请填写工单编号']);
    expect(faults('grid', { eventId: '1', reportTime: 5, gridName: 'x', place: 'x', description: 'x' })).toEqual([
      'reportTime: 上报时间无效',
    ]);
  });
});
