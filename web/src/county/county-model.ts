import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CountyChangeRow, CountyStanding } from '../../../contract/county.ts';
import { OWN_RULE_LABELS, OWN_RULES } from '../../../domain/county/names.ts';
import { REGISTER_LABELS, REGISTERS, shortOf } from '../../../domain/county/numbers.ts';
import { countyNames, type CountyPart } from '../../../domain/county/settings.ts';
import { CHANNEL_LABELS, CHANNELS } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';

export const useCountyStanding = () =>
  useQuery({ queryKey: ['county', 'settings'], queryFn: () => request<CountyStanding>('/county/settings') });

export const useCountyChanges = () =>
  useQuery({ queryKey: ['county', 'changes'], queryFn: () => request<{ items: CountyChangeRow[] }>('/county/changes') });

/** Whatever changes a setting is seen at once wherever the county is named. */
export function useCountyAct<Given, Made>(act: (given: Given) => Promise<Made>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => client.invalidateQueries({ queryKey: ['county'] }) });
}

/** One text of a part, by the key under which it is sent. */
export interface PartField {
  key: string;
  label: string;
  value: string;
  /** Says nothing of its own where it is left empty. */
  optional?: true;
  placeholder?: string;
}

export function fieldsOf(part: CountyPart, { settings, numbers, units }: CountyStanding): PartField[] {
  switch (part) {
    case 'identity':
      return [
        { key: 'name', label: '县名', value: settings.name },
        { key: 'short', label: '简称', value: settings.short ?? shortOf(settings.name) },
        { key: 'title', label: '页头名称', value: settings.title },
      ];
    case 'rules': {
      const { titles } = countyNames({ ...settings, rules: {} });
      return OWN_RULES.map((rule) => ({
        key: rule,
        label: OWN_RULE_LABELS[rule],
        value: settings.rules[rule] ?? '',
        optional: true,
        placeholder: titles[rule],
      }));
    }
    case 'numbers':
      return REGISTERS.map((register) => ({ key: register, label: REGISTER_LABELS[register], value: numbers[register] }));
    case 'seals':
      return units.map(({ id, name }) => ({ key: id, label: name, value: settings.seals[id] ?? '', optional: true, placeholder: name }));
    case 'channels':
      return CHANNELS.map((channel) => ({
        key: channel,
        label: CHANNEL_LABELS[channel],
        value: settings.channels[channel] ?? '',
        optional: true,
        placeholder: CHANNEL_LABELS[channel],
      }));
    case 'go-live':
      return [{ key: 'on', label: '启用日期', value: settings.goLiveOn }];
  }
}

/** As the API takes a part's data. */
export function dataOfFields(part: CountyPart, values: Record<string, string | undefined>): Record<string, unknown> {
  const given = Object.fromEntries(
    Object.entries(values)
      .map(([key, value]) => [key, value?.trim() ?? ''])
      .filter(([, value]) => value !== ''),
  );
  return part === 'seals' ? { seals: given } : given;
}
