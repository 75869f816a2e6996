/** What the acts that any kind knows need of the item itself: what their fields may name, and what is offered in them. */
import type { Person } from '../../../../domain/people.ts';
import type { TermView } from '../../../../domain/terms/view.ts';
import type { WorkFile } from '../../../../domain/work/file.ts';
import type { Option } from '../../forms/choice-controls.tsx';
import type { FormSurroundings } from '../../forms/control-of.tsx';
import type { Values } from '../../forms/form-values.ts';
import { localTime, remainingOf } from '../../lights/remaining.ts';
import { shortened } from '../../parts/words.ts';

export const option = (value: string, label: string): Option => ({ value, label });

/** Things of an item that a form's field may name, by the field's name. */
export function actItems({ recusals, urges, supervisions }: WorkFile, terms: readonly TermView[]): FormSurroundings['items'] {
  const asked = (all: WorkFile['urges']) =>
    all.filter(({ answeredAt }) => answeredAt === null).map(({ id, at, text }) => option(id, `${localTime(at)} ${shortened(text, 40)}`));
  return {
    recusalId: recusals
      .filter(({ decided }) => decided === null)
      .map(({ id, name, reason }) => option(id, `${name}：${shortened(reason, 40)}`)),
    urgeId: asked(urges),
    supervisionId: asked(supervisions),
    term: terms.filter((term) => term.open && !term.window).map((term) => option(term.term, `${term.label}（${remainingOf(term)}）`)),
  };
}

/** What the file already knows, offered for the person to see and change. */
export function actSuggested(command: string, { recusals, urges, supervisions }: WorkFile, person: Pick<Person, 'id'>): Values {
  switch (command) {
    case 'Recuse':
      return { personId: person.id, by: 'self' };
    case 'DecideRecusal':
      return { recusalId: recusals.find(({ decided }) => decided === null)?.id };
    case 'AnswerUrge':
      return { urgeId: urges.find(({ answeredAt }) => answeredAt === null)?.id };
    case 'AnswerSupervision':
      return { supervisionId: supervisions.find(({ answeredAt }) => answeredAt === null)?.id };
    default:
      return {};
  }
}
