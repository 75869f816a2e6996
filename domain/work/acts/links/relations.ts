/** How two work items stand to each other, each seen from the other's side. The keys are the record's. */
export const RELATIONS = ['called-for', 'called-by', 'caused-by', 'led-to', 'part-of', 'has-part', 'related'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Said of the other item, in the file of this one. */
export const RELATION_LABELS: Record<Relation, string> = {
  'called-for': '因本事项吹哨、协助',
  'called-by': '本事项因其吹哨、协助',
  'caused-by': '本事项由其引起',
  'led-to': '由本事项引起',
  'part-of': '本事项是其一部分',
  'has-part': '是本事项的一部分',
  related: '有关联',
};

export const INVERSE_RELATIONS: Record<Relation, Relation> = {
  'called-for': 'called-by',
  'called-by': 'called-for',
  'caused-by': 'led-to',
  'led-to': 'caused-by',
  'part-of': 'has-part',
  'has-part': 'part-of',
  related: 'related',
};
