import { z } from 'zod'
import { audit_actions } from '../domain/audit.ts'
import { time } from './time.ts'

const actions = Object.entries(audit_actions)
  .map(([action, sentence]) => `\`${action}\`: ${sentence}`)
  .join(' ')

export const AuditEntry = z
  .object({
    id: z.string(),
    action: z.string().describe(actions),
    actor_id: z.string().nullable().describe('A user or an API key; null when unknown.'),
    target_id: z.string().nullable(),
    ip: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    created_at: time
  })
  .meta({ id: 'AuditEntry' })
