import { type ParsedCronItem, parseCronItems } from 'graphile-worker'
import type { Task } from './task.ts'

/** When what is done by the clock is done. A time that was missed is made up by the next. */
export const schedule = (tasks: Task[]): ParsedCronItem[] =>
  parseCronItems(
    tasks.flatMap(({ name, schedule: match }) =>
      match === undefined
        ? []
        : [
            {
              task: name,
              match,
              identifier: name,
              // One of each at a time: the next replaces one that is still waiting.
              options: { maxAttempts: 1, jobKey: name, backfillPeriod: 0 }
            }
          ]
    )
  )
