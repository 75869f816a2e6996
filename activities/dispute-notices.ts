/**
 * What disputes over jurisdiction asked for before they were work items. A run that still waits for it is answered and
 * goes on as an item, whose own ladder tells people; nothing is told twice.
 */
export const tellDispute = (_telling: unknown): Promise<void> => Promise.resolve();
