/** Who keeps units and people: the system administrator proposes, the security administrator approves what grants power. */
import type { Database } from '../database/database.ts';
import type { Staffing } from './staffing.ts';
import { HEADS } from '../../domain/roles.ts';

export interface StaffingServices {
  database: Database;
  staffing: Staffing;
}

export const tag = '单位与人员';
export const PROPOSER = { roles: ['sys-admin'] } as const;
export const APPROVER = { roles: ['security-admin'] } as const;
export const KEEPERS = { roles: ['sys-admin', 'security-admin', 'audit-admin'] } as const;
/** Heads see their own unit's. */
export const READERS = { roles: [...KEEPERS.roles, ...HEADS] } as const;
