import type { Loops } from './loop.ts'

/** The loops of what is done later: jobs and their runners. */
export const loops_of_jobs: Record<string, Loops> = {
  'jobs/tasks/clean-up.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends when a batch is not full, or fails',
    tested_by: 'hammer/database.test.ts'
  },
  'jobs/tasks/delete-old-messages.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends when a batch is not full, or fails',
    tested_by: 'hammer/database.test.ts'
  },
  'jobs/tasks/end-opted-out.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends when a batch is not full, or fails',
    tested_by: 'usecases/opt-outs.test.ts'
  },
  'jobs/tasks/erase-accounts.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends when a piece is not full, the role stops, or a statement fails',
    tested_by: 'jobs/erase-accounts.test.ts'
  },
  'jobs/tasks/send-mails.ts': {
    sites: 1,
    partner: 'PostgreSQL and a mail server',
    bound: 'ends when no mail is due: one that was not taken is due a minute later, or fails',
    tested_by: 'usecases/mail.test.ts'
  },
  'jobs/tasks/expire-messages.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends when a batch is not full, or fails',
    tested_by: 'hammer/database.test.ts'
  },
  'jobs/tasks/disappear-messages.ts': {
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
  'jobs/tasks/return-quotas.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends when a piece is empty, the role stops, or a statement fails',
    tested_by: 'usecases/message-quota.test.ts'
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
  'jobs/tasks/move-subscriptions.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'ends when a batch is not full, or fails; each begins behind the one before',
    tested_by: 'jobs/move-subscriptions.test.ts'
  },
  'jobs/read-words.ts': {
    sites: 1,
    partner: 'PostgreSQL',
    bound: 'a look every second; batch after batch only while there are more',
    tested_by: 'hammer/database.test.ts'
  },
  'jobs/run-delivery.ts': {
    sites: 2,
    partner: 'PostgreSQL',
    bound: 'half a second and five seconds between turns',
    tested_by: 'hammer/database.test.ts'
  }
}
