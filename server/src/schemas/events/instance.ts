import { InstanceNews } from '../instance.ts'
import { eventType } from './event-type.ts'

/** Each with the instance as it was then. They are told to everybody with a session on it. */
export const instance_events = {
  'instance.started': eventType('A worker has started.', InstanceNews),
  'instance.unhealthy': eventType('A worker does not answer.', InstanceNews),
  'instance.replaced': eventType('A worker was replaced by another.', InstanceNews),
  'instance.stopped': eventType('A worker was stopped.', InstanceNews)
}
