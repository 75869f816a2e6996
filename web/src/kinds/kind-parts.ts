import type { ComponentType } from 'react';
import type { ItemAnswer } from '../../../contract/items.ts';
import type { Person } from '../../../domain/people.ts';
import type { WorkFile } from '../../../domain/work/file.ts';
import type { Values } from '../forms/form-values.ts';

/** What a kind shows of its own, beside what every item's page has. A kind without parts has a complete page all the same. */
export interface KindParts<File extends WorkFile = WorkFile> {
  /** In the menu. */
  icon?: ComponentType;
  /** It has pages of its own, at the same addresses. */
  ownPages?: true;
  /** What the item is about, above its record; without it what the opening form said. */
  Facts?: ComponentType<{ item: ItemAnswer<File> }>;
  /** Beside the title. */
  Tags?: ComponentType<{ file: File }>;
  /** Stages that are not drawn, because the item did not turn aside to them, and those that it was closed without. */
  line?: (file: File) => { hidden?: readonly string[]; skipped?: readonly string[] };
  /** Names of the kind's own things, by the ids that its record names them with. */
  things?: (file: File) => Iterable<readonly [string, string]>;
  /** What a command's form begins with. */
  initial?: (command: string, item: ItemAnswer<File>, person: Person) => Values;
}
