import { z } from 'zod';

/** RFC 9457, with what Caselight adds. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string().meta({ title: '稳定的代码' }),
    needs: z.array(z.string()).meta({ title: '怎样才能办成' }),
    basis: z.array(z.string()).optional().meta({ title: '依据' }),
    errors: z
      .array(z.object({ path: z.string(), title: z.string(), message: z.string() }))
      .optional()
      .meta({ title: '逐项的填写错误' }),
    requestId: z.string().optional(),
  })
  .loose();
