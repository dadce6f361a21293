import { z } from 'zod'
import { type LogLevel, log_levels } from '../domain/log-line.ts'
import { time } from './time.ts'

const LogLevels = z.enum(Object.keys(log_levels) as [LogLevel, ...LogLevel[]])

export const log_lines_max = 1_000

export const InstanceLogsQuery = z.strictObject({
  level: LogLevels.optional().describe('Lines of this level and of more serious ones.'),
  since: z.iso.datetime({ offset: true }).optional().describe('Lines from this time on.'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(log_lines_max)
    .default(200)
    .describe('The maximum number of lines to return: the last ones.')
})

export const InstanceLogs = z
  .object({
    data: z.array(
      z.object({
        time: time.nullable(),
        level: LogLevels.nullable(),
        message: z.string(),
        fields: z
          .record(z.string(), z.unknown())
          .describe('What the line is about, such as session_id. Numbers are shortened.')
      })
    ),
    source: z
      .enum(['worker', 'end'])
      .describe(
        'Whether the worker itself was asked, or the end of its log was kept when it ended.'
      ),
    oldest_at: time
      .nullable()
      .describe('The time of the oldest line that is still there, whatever was asked for.')
  })
  .meta({ id: 'InstanceLogs' })
export type InstanceLogs = z.output<typeof InstanceLogs>

/** What was asked for, with what was left out. */
export const logChoice = ({ level, since, limit }: z.output<typeof InstanceLogsQuery>) => ({
  level: level ?? null,
  since: since === undefined ? null : new Date(since),
  limit
})
