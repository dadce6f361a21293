import { type Meters, meterTable } from '../lib/meters.ts'
import { media_meters } from '../media/meters.ts'
import { webhook_meters } from '../webhooks/meters.ts'
import { tasks } from './tasks.ts'

const task_names = tasks.map((task) => task.name)

/** What the delivery role counts. */
export const delivery_meters = meterTable({
  ...webhook_meters,
  ...media_meters,
  gateway_jobs_total: {
    type: 'counter',
    help: 'Jobs that were done, by task. failed: they are tried again as long as they have attempts.',
    labels: { task: task_names, outcome: ['done', 'failed', 'put_aside'] }
  },
  gateway_job_duration_seconds: {
    type: 'histogram',
    help: 'Time that jobs took, with what they waited for.',
    labels: { task: task_names },
    bounds: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120, 600]
  }
})

export type DeliveryMeters = Meters<typeof delivery_meters>
