/** Loops of one file of `server/src`. */
export type Loops = {
  /** How many there are: what `site` finds. */
  sites: number
  /** With whom or what they talk, or why they talk with nobody. */
  partner: string
  /** What keeps them from turning without end. */
  bound: string
  /** The test in which the partner misbehaves; null where there is no partner. */
  tested_by: string | null
}

/** How a loop that goes on by itself is written in this code base. */
export const site =
  /setInterval\(|untilDone\(|backoffMs\(|createBackoffs\(|createCoalesced\(|while \((?:true|![\w.]*aborted)|for \(;;\)|for \(let (?:attempt|tries) = /g

const nobody = null

/** Every loop of the product. A new one is added here, together with a test in which its partner fails at once, late, or never answers. */
export const loops: Record<string, Loops> = {
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
  'jobs/tasks/clean-up.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends when a batch is not full, or fails',
    tested_by: 'hammer/database.test.ts'
  },
  'jobs/tasks/expire-messages.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends when a batch is not full, or fails',
    tested_by: 'hammer/database.test.ts'
  },
  'jobs/tasks/fail-ended-queues.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends when no queue gave a piece, or fails; rests as long as each piece took',
    tested_by: 'worker/ended-queues.test.ts'
  },
  'jobs/tasks/sweep-media.ts': {
    sites: 2,
    partner: 'PostgreSQL and the store of files',
    bound: 'ends when a batch is not full or nothing of it went, or fails',
    tested_by: 'jobs/media.test.ts'
  },
  'jobs/tasks/renew-subscriptions.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends when a batch is not full, or fails',
    tested_by: 'hammer/database.test.ts'
  },
  'worker/commit/batch.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'leaves out a lost session with each turn, and throws whatever else fails',
    tested_by: 'hammer/database.test.ts'
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
  'usecases/instances/create.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'looks every 75 ms for 15 s',
    tested_by: 'usecases/instances.test.ts'
  },
  'worker/commit/committer.ts': {
    sites: 3,
    partner: 'PostgreSQL',
    bound: 'pauses that double to 2 s while the database is away',
    tested_by: 'hammer/database.test.ts'
  },
  'worker/sending/preparing.ts': {
    sites: 1,
    partner: 'WhatsApp, and who keeps the files',
    bound: 'six attempts of a message with pauses that double from two seconds',
    tested_by: 'worker/files-out.test.ts'
  },
  'worker/sending/send-loop.ts': {
    sites: 1,
    partner: 'WhatsApp',
    bound: 'six attempts of a message with pauses that double',
    tested_by: 'worker/sending.test.ts'
  },
  'worker/client-versions.ts': {
    sites: 3,
    partner: 'WhatsApp that refuses every version, and PostgreSQL',
    bound:
      'looks every two seconds at most; a refused version is tried again after pauses that double to 15 minutes',
    tested_by: 'worker/client-versions.test.ts'
  },
  'worker/session/attempt.ts': {
    sites: 1,
    partner: 'WhatsApp that refuses every version',
    bound: 'waits until there may be another answer',
    tested_by: 'worker/client-versions.test.ts'
  },
  'worker/session/pauses.ts': {
    sites: 1,
    partner: 'WhatsApp',
    bound: 'pauses that double to 60 s; 100 ms between two connections whoever asks for them',
    tested_by: 'hammer/whatsapp.test.ts'
  },
  'worker/session/stored.ts': {
    sites: 2,
    partner: 'PostgreSQL',
    bound: 'pauses that double to 2 s while the database is away',
    tested_by: 'hammer/database.test.ts'
  },
  'whatsapp/baileys/appstate/follow.ts': {
    sites: 2,
    partner: 'WhatsApp',
    bound:
      'four tries with pauses that grow, each ends after 30 s; goes on only while something new is announced',
    tested_by: 'usecases/chat-settings.test.ts'
  },
  'whatsapp/baileys/files/upload.ts': {
    sites: 1,
    partner: 'the media hosts of WhatsApp',
    bound:
      'at most a fixed number of tries, each host once and again only with a new authorisation',
    tested_by: 'worker/files-out.test.ts'
  },
  'whatsapp/proxy/socks5.ts': {
    sites: 1,
    partner: 'a SOCKS5 proxy',
    bound: 'ends with the ten seconds that a proxy has for everything',
    tested_by: 'worker/proxies.test.ts'
  },
  'worker/worker.ts': {
    sites: 2,
    partner: 'PostgreSQL',
    bound: 'timers of 250 ms and more; leases are given back with pauses that double to 2 s',
    tested_by: 'hammer/database.test.ts'
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
    tested_by: nobody
  },
  'lib/backoffs.ts': {
    sites: 1,
    partner: 'none of its own',
    bound: 'its callers',
    tested_by: nobody
  },
  'lib/retry.ts': { sites: 2, partner: 'none of its own', bound: 'its callers', tested_by: nobody },
  'lib/json-place.ts': {
    sites: 1,
    partner: 'a text in memory',
    bound: 'its length',
    tested_by: nobody
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
  'jobs/run-delivery.ts': {
    sites: 2,
    partner: 'PostgreSQL',
    bound: 'half a second and five seconds between turns',
    tested_by: 'hammer/database.test.ts'
  },
  'whatsapp/baileys/messages/raw-form.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends with a piece that is not full, and with one that begins as the one before it did',
    tested_by: 'worker/raw-messages.test.ts'
  }
}
