import { InstanceNews } from '../instance.ts'
import { eventType } from './event-type.ts'
import { instance_example } from './examples.ts'

const stopped = {
  ...instance_example,
  status: 'stopped',
  stopped_at: '2026-11-07T11:30:00.204Z'
} as const

/** Each with the instance as it was then. They are told to everybody with a session on it. */
export const instance_events = {
  'instance.started': eventType('A worker has started.', InstanceNews, instance_example),
  'instance.unhealthy': eventType('A worker does not answer.', InstanceNews, {
    ...instance_example,
    status: 'unhealthy'
  }),
  'instance.replaced': eventType('A worker was replaced by another.', InstanceNews, stopped),
  'instance.stopped': eventType('A worker was stopped.', InstanceNews, stopped)
}
