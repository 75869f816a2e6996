/** Groups of roles that kinds of work items ask for. Their order is the order in which a refusal names them. */

/** 负责人, who approve and decide (行政处罚法 57). */
export const HEADS = ['town-head', 'bureau-head'] as const;
/** 办案人员, who handle, collect and record. */
export const HANDLERS = ['handler', 'bureau-handler'] as const;
