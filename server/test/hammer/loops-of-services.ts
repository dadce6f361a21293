import type { Loops } from './loop.ts'

/** The loops of every role but the worker, and of what all of them use, without those of jobs. */
export const loops_of_services: Record<string, Loops> = {
  'cache/redis/link.ts': {
    sites: 2,
    partner: 'Redis',
    bound: 'asks once a second whether it counts; connects with pauses that double to 2 s',
    tested_by: 'cache/redis.test.ts'
  },
  'orchestrator/drivers/process/log-files.ts': {
    sites: 1,
    partner: 'the disk',
    bound: 'reads the size of each log every two seconds',
    tested_by: 'hammer/workers.test.ts'
  },
  'orchestrator/drivers/process/process-driver.ts': {
    sites: 2,
    partner: 'processes of this machine',
    bound: 'checks adopted workers every 200 ms; ends a worker within 100 checks',
    tested_by: 'hammer/workers.test.ts'
  },
  'orchestrator/end-instance.ts': {
    sites: 1,
    partner: 'a worker that is to end',
    bound: 'looks every 25 ms until its time is over',
    tested_by: 'orchestrator/orchestrator.test.ts'
  },
  'orchestrator/leader-loop.ts': {
    sites: 2,
    partner: 'PostgreSQL and workers',
    bound: 'a look every health_every_ms; a pass when something has changed',
    tested_by: 'hammer/database.test.ts'
  },
  'orchestrator/observations.ts': {
    sites: 2,
    partner: 'workers that end young, and those that lose sessions',
    bound: 'pauses that double to 30 s and to 60 s',
    tested_by: 'hammer/workers.test.ts'
  },
  'orchestrator/start-instance.ts': {
    sites: 1,
    partner: 'a worker that starts',
    bound: 'asks every 50 ms until start_ms_max',
    tested_by: 'hammer/workers.test.ts'
  },
  'store/export-pages.ts': {
    sites: 2,
    partner: 'PostgreSQL',
    bound: 'ends when a page is not full, or fails; each page begins behind the one before',
    tested_by: 'usecases/account-export.test.ts'
  },
  'http/socket/outlet.ts': {
    sites: 1,
    partner: 'a client of the socket',
    bound: 'a ping every 15 s, until the socket is closed or has been silent for 50 s',
    tested_by: 'http/event-socket-refusals.test.ts'
  },
  'usecases/events/tail.ts': {
    sites: 1,
    partner: 'PostgreSQL, and a reader of a stream',
    bound: 'waits for news, and half a second after a failure; a reader takes one batch at a time',
    tested_by: 'hammer/callers.test.ts'
  },
  'usecases/events/event-notifier.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'a look every 50 ms while somebody follows; a longer pause after a failure',
    tested_by: 'hammer/database.test.ts'
  },
  'usecases/sessions/qr.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'looks when the tenant has news, at least once a second, as long as the caller waits',
    tested_by: 'usecases/sessions.test.ts'
  },
  'usecases/sessions/follow-linking.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound:
      'looks when the tenant has news, at least once a second, as long as the page is open; ten pages a link',
    tested_by: 'usecases/link-stream.test.ts'
  },
  'usecases/sessions/delete.ts': {
    sites: 1,
    partner: 'workers',
    bound: 'a number of attempts, and five seconds in all',
    tested_by: 'usecases/sessions.test.ts'
  },
  'usecases/sessions/leave.ts': {
    sites: 1,
    partner: 'PostgreSQL, which knows what the worker has done',
    bound: 'looks every 75 ms for 4.5 s',
    tested_by: 'usecases/session-state.test.ts'
  },
  'usecases/sessions/pairing-code.ts': {
    sites: 1,
    partner: 'workers',
    bound: 'looks at a steady pace until its time is over',
    tested_by: 'usecases/sessions.test.ts'
  },
  'usecases/sessions/call.ts': {
    sites: 1,
    partner: 'workers, and sessions that move between them',
    bound: 'looks every 100 ms for 8 s after the first failure; a call is interrupted once at most',
    tested_by: 'usecases/live-calls.test.ts'
  },
  'usecases/media/as-picture.ts': {
    sites: 1,
    partner: 'the delivery role, which makes the picture',
    bound: 'looks every 100 ms for 8 s, in one of the places that a tenant has for calls',
    tested_by: 'usecases/pictures.test.ts'
  },
  'usecases/instances/create.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'looks every 75 ms for 15 s',
    tested_by: 'usecases/instances.test.ts'
  },
  'main/follow-secrets.ts': {
    sites: 1,
    partner: 'the file of secrets',
    bound: 'looks every 500 ms, and every 5 s after it could not be read',
    tested_by: 'journeys/keys.test.ts'
  },
  'main/serve-worker-access.ts': {
    sites: 1,
    partner: 'another process that serves the socket of files',
    bound: 'looks every five seconds whether it has ended',
    tested_by: 'journeys/files.test.ts'
  },
  'main/heartbeat.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'every five seconds',
    tested_by: 'hammer/database.test.ts'
  },
  'main/embedded/supervise-postgres.ts': {
    sites: 1,
    partner: 'the embedded PostgreSQL',
    bound: 'looks every half second, and starts it with five attempts',
    tested_by: 'worker/recovery.test.ts'
  },
  'main/embedded/data-folder-lock.ts': {
    sites: 1,
    partner: 'the data folder',
    bound: 'twice',
    tested_by: 'main/start.test.ts'
  },
  'main/worker.ts': {
    sites: 1,
    partner: 'the orchestrator',
    bound: 'looks once a second whether anybody has asked',
    tested_by: 'hammer/database.test.ts'
  },
  'lib/timer-wheel.ts': {
    sites: 1,
    partner: 'none of its own',
    bound: 'turns every 200 ms while somebody waits',
    tested_by: null
  },
  'lib/backoffs.ts': {
    sites: 1,
    partner: 'none of its own',
    bound: 'its callers',
    tested_by: null
  },
  'lib/retry.ts': { sites: 2, partner: 'none of its own', bound: 'its callers', tested_by: null },
  'lib/json-place.ts': {
    sites: 1,
    partner: 'a text in memory',
    bound: 'its length',
    tested_by: null
  },
  'lib/db-hold.ts': {
    sites: 4,
    partner: 'PostgreSQL',
    bound: 'half a second between attempts, two seconds between looks',
    tested_by: 'hammer/database.test.ts'
  },
  'main/embedded/embedded-postgres.ts': {
    sites: 4,
    partner: 'the embedded PostgreSQL',
    bound: 'five starts with growing pauses, each given half a minute',
    tested_by: 'main/start.test.ts'
  },
  'main/embedded/postgres-owner.ts': {
    sites: 1,
    partner: 'the embedded PostgreSQL',
    bound: 'a number of attempts',
    tested_by: 'main/start.test.ts'
  },
  'webhooks/drain.ts': {
    sites: 1,
    partner: 'receivers of webhooks',
    bound: 'ends with an empty backlog, at the third failure of a piece, and after ten seconds',
    tested_by: 'hammer/receivers.test.ts'
  },
  'media/s3.ts': {
    sites: 1,
    partner: 'an object store',
    bound: 'four attempts, with the pauses of its client between them',
    tested_by: 'media/s3.test.ts'
  },
  'orchestrator/drivers/docker/end-containers.ts': {
    sites: 1,
    partner: 'containers that are to end',
    bound: 'looks every 50 ms, 100 times for each signal',
    tested_by: 'docker/workers.test.ts'
  },
  'orchestrator/drivers/docker/follow-containers.ts': {
    sites: 1,
    partner: 'the Docker engine',
    bound: 'asks again half a second after it has ended or failed',
    tested_by: 'docker/workers.test.ts'
  },
  'orchestrator/drivers/docker/start-container.ts': {
    sites: 1,
    partner: 'ports that others may have',
    bound: 'twenty ports, then a clear error',
    tested_by: 'docker/workers.test.ts'
  },
  'orchestrator/drivers/kubernetes/follow.ts': {
    sites: 1,
    partner: 'the API server of a cluster',
    bound: 'starts again half a second after it has failed; what is silent for 30 seconds is over',
    tested_by: 'orchestrator/kubernetes-driver.test.ts'
  },
  'orchestrator/drivers/kubernetes/start-pod.ts': {
    sites: 1,
    partner: 'a cluster that starts nothing',
    bound: 'a clear error when no node takes it, or when its time is up',
    tested_by: 'orchestrator/kubernetes-driver.test.ts'
  },
  'orchestrator/drivers/swarm/start-service.ts': {
    sites: 1,
    partner: 'a swarm that starts nothing',
    bound: 'a clear error when no node takes it, or when its time is up',
    tested_by: 'docker/swarm-workers.test.ts'
  },
  'orchestrator/drivers/swarm/swarm-driver.ts': {
    sites: 1,
    partner: 'the Docker engine',
    bound: 'looks again after a pause, however the look before it went',
    tested_by: 'docker/swarm-workers.test.ts'
  }
}
