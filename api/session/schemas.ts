/** What the sign-in routes answer, for the document. */
import { z } from 'zod';
import { personSchema, unitSchema } from '../people/person-schema.ts';

export const instant = z.iso.datetime({ offset: true });

export const sessionSchema = z.object({
  person: personSchema,
  username: z.string(),
  roleLabels: z.array(z.string()),
  csrfToken: z.string().meta({ title: '随后每个改动请求的 X-CSRF-Token' }),
  expiresAt: instant,
  method: z.enum(['password', 'activation', 'oidc']),
  secondFactor: z
    .enum(['none', 'set-up', 'due', 'passed'])
    .meta({ title: '第二验证', description: 'set-up：须先设置；due：须先通过；这两种情况下不能办理其他事项' }),
});

export const personBriefSchema = z.object({ id: z.string(), name: z.string(), unit: unitSchema });

export const sessionRowSchema = z.object({
  id: z.string(),
  current: z.boolean(),
  person: personBriefSchema,
  device: z.string(),
  address: z.string().nullable(),
  method: z.enum(['password', 'activation', 'oidc']),
  secondFactor: z.boolean(),
  startedAt: instant,
  lastUsedAt: instant,
  endsAt: instant,
});

export const passwordField = z.string().min(1, '请填写密码').max(200, '密码不能超过200字');
export const usernameField = z.string().min(1, '请填写用户名').max(100).meta({ title: '用户名' });
