/** People and units as commands and answers need them; always as they stand now. */
import type { Person, UnitRef } from '../../domain/people.ts';
import type { Database } from '../database/database.ts';
import { PERSON_COLUMNS, type PersonRow, personOf } from './person-row.ts';

export interface People {
  /** Those of the ids that exist, also people who have left: whoever acts is checked by the rules. */
  byIds(ids: readonly string[]): Promise<Map<string, Person>>;
  units(ids: readonly string[]): Promise<Map<string, UnitRef>>;
}

export function createPeople(database: Database): People {
  return {
    byIds: async (ids) => {
      if (ids.length === 0) return new Map();
      const rows = await database.rows<PersonRow>(
        `select ${PERSON_COLUMNS} from person p join unit u on u.id = p.unit_id where p.id = any($1)`,
        [[...new Set(ids)]],
        'people-by-ids',
      );
      return new Map(rows.map((row) => [row.id, personOf(row)]));
    },
    units: async (ids) => {
      if (ids.length === 0) return new Map();
      const rows = await database.rows<UnitRef>('select id, name, kind from unit where id = any($1)', [[...new Set(ids)]], 'units-by-ids');
      return new Map(rows.map((row) => [row.id, row]));
    },
  };
}
