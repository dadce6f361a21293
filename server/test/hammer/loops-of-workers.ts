import type { Loops } from './loop.ts'

/** The loops of a worker and of what connects it to WhatsApp. */
export const loops_of_workers: Record<string, Loops> = {
  'worker/commit/batch.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'leaves out a lost session with each turn, and throws whatever else fails',
    tested_by: 'hammer/database.test.ts'
  },
  'worker/commit/committer.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'one commit at a time',
    tested_by: 'hammer/database.test.ts'
  },
  'worker/commit/turn-writer.ts': {
    sites: 3,
    partner: 'PostgreSQL',
    bound:
      'pauses that double to 2 s while the database is away; gives up what fails three times for another reason',
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
    sites: 2,
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
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'timers of 250 ms and more',
    tested_by: 'hammer/database.test.ts'
  },
  'worker/measure.ts': {
    sites: 1,
    partner: 'none of its own',
    bound: 'looks at the clock once a second',
    tested_by: null
  },
  'worker/leases.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'leases are given back with pauses that double to 2 s',
    tested_by: 'hammer/database.test.ts'
  },
  'whatsapp/baileys/messages/raw-form.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends with a piece that is not full, and with one that begins as the one before it did',
    tested_by: 'worker/raw-messages.test.ts'
  },
  'worker/claims.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'one claim at a time; after a failure only when it is woken again',
    tested_by: 'hammer/database.test.ts'
  }
}
