import { z } from 'zod'
import { type ScaleBounds, scale_decision_kinds, scale_max } from '../domain/scale.ts'
import { time } from './time.ts'

const workers = (least: number) => z.number().int().min(least).max(scale_max).optional()

/** A fixed number, or bounds. */
export const ScaleInput = z
  .strictObject({
    workers: workers(1).describe('So many, whatever there is to do.'),
    workers_min: workers(0)
      .nullable()
      .describe(
        'At least so many, also when nothing needs them. null or left out: as the settings say.'
      ),
    workers_max: workers(1)
      .nullable()
      .describe(
        'At most so many. null or left out: as the settings say, which are the limit of this number as well.'
      )
  })
  .superRefine(({ workers, workers_min, workers_max }, context) => {
    const issue = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message })
    const bounded = workers_min !== undefined || workers_max !== undefined
    if (workers === undefined && !bounded)
      issue('workers', 'Give workers, or workers_min and workers_max.')
    if (workers !== undefined && bounded)
      issue('workers', 'Must be left out where workers_min or workers_max is given.')
    if ((workers_min ?? 0) > (workers_max ?? scale_max))
      issue('workers_min', 'Must not be greater than workers_max.')
  })
export type ScaleInput = z.output<typeof ScaleInput>

export const boundsOf = ({ workers, workers_min, workers_max }: ScaleInput): ScaleBounds =>
  workers === undefined
    ? { workers_min: workers_min ?? null, workers_max: workers_max ?? null }
    : { workers_min: workers, workers_max: workers }

export const Scale = z
  .object({
    id: z.literal('shared').describe('What is scaled: the workers that customers share.'),
    workers_min: z.number().nullable(),
    workers_max: z.number().nullable(),
    changed_at: time.nullable(),
    workers_running: z.number().describe('Shared workers that run now.')
  })
  .meta({ id: 'Scale' })
export type Scale = z.output<typeof Scale>

export const ScaleDecision = z
  .object({
    decided_at: time,
    decision: z
      .enum(scale_decision_kinds)
      .describe(
        'start: a worker is started; drain: its sessions move and it ends; end: it is ended.'
      ),
    pool: z.string().describe('What kind of worker: shared, of a tenant, or of one session.'),
    instance_id: z.string().nullable(),
    sessions: z.number(),
    reason: z.string()
  })
  .meta({ id: 'ScaleDecision' })
