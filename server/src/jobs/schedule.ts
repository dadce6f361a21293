import { type ParsedCronItem, parseCronItems, type TaskList } from 'graphile-worker'
import type { Db } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { refresh_version_task } from '../queue/delivery-jobs.ts'
import { recoverOverdue } from '../webhooks/records/postpone.ts'
import { cleanUp } from './tasks/clean-up.ts'
import { expireMessages } from './tasks/expire-messages.ts'
import { failEndedQueues } from './tasks/fail-ended-queues.ts'
import { type FindBuild, refreshClientVersion } from './tasks/refresh-client-version.ts'
import { renewSubscriptions } from './tasks/renew-subscriptions.ts'

/** When what is done by the clock is done. A turn that was missed is made up by the next. */
export const schedule = (): ParsedCronItem[] =>
  parseCronItems(
    [
      { task: 'clean_up', match: '7 * * * *' },
      { task: 'expire_messages', match: '* * * * *' },
      // It is called for when there is something to do; this is for the case that the call got lost.
      { task: 'fail_ended_queues', match: '* * * * *' },
      { task: 'renew_subscriptions', match: '*/5 * * * *' },
      { task: 'recover_overdue_deliveries', match: '*/5 * * * *' },
      { task: refresh_version_task, match: '*/10 * * * *' }
    ].map((item) => ({
      ...item,
      identifier: item.task,
      // One of each at a time: the next replaces one that is still waiting.
      options: { maxAttempts: 1, jobKey: item.task, backfillPeriod: 0 }
    }))
  )

/** The tasks that `schedule` names. */
export const scheduledTasks = (deps: {
  db: Db
  log: Log
  event_days: number
  find_build: FindBuild | null
}): TaskList => ({
  clean_up: async (_payload, { abortSignal }) => {
    const deleted = await cleanUp(deps.db, deps.event_days, abortSignal)
    deps.log.info({ deleted }, 'old rows deleted')
  },
  expire_messages: async (_payload, { abortSignal }) => {
    const messages = await expireMessages(deps.db, abortSignal)
    if (messages > 0) deps.log.info({ messages }, 'messages that waited too long have failed')
  },
  fail_ended_queues: async (_payload, { abortSignal }) => {
    const messages = await failEndedQueues(deps.db, abortSignal)
    if (messages > 0) deps.log.info({ messages }, 'messages of ended sessions have failed')
  },
  renew_subscriptions: async (_payload, { abortSignal }) => {
    const months = await renewSubscriptions(deps.db, abortSignal)
    if (months > 0) deps.log.info({ months }, 'subscriptions renewed')
  },
  recover_overdue_deliveries: async () => {
    const deliveries = await recoverOverdue(deps.db)
    if (deliveries > 0) deps.log.warn({ deliveries }, 'overdue deliveries put in the queue again')
  },
  [refresh_version_task]: async (payload, { abortSignal }) => {
    if (!deps.find_build) return
    const urgent = (payload as { refused?: boolean } | null)?.refused === true
    const signal = abortSignal ?? new AbortController().signal
    const outcome = await refreshClientVersion(deps.db, deps.find_build, urgent, signal)
    if (outcome.did === 'failed')
      deps.log.warn({ failure: outcome.failure }, 'no newer client version can be looked up')
    else if (outcome.did === 'found' && outcome.fresh)
      deps.log.info({ build: outcome.build }, 'client version found')
  }
})
