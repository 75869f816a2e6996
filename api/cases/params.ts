import { z } from 'zod';

/** An id that is not one of ours is simply not there: the route answers 404, not 422. */
export const caseIdParams = z.object({ caseId: z.string().meta({ title: '案件编号' }) });

export const itemIdParams = z.object({ id: z.string().meta({ title: '事项编号' }) });
