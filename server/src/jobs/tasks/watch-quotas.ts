import { firstDayOf, monthOf } from '../../domain/month.ts'
import type { Db } from '../../lib/db.ts'
import { putEvents } from '../../store/events/put.ts'
import { putMail } from '../../store/mails/outbox.ts'
import { type Notice, noteReachedQuotas } from '../../store/usage/notices.ts'
import { defineTask, no_payload } from '../task.ts'

/** So long it is tried to send a warning. */
const mail_days = 2

/**
 * Tells tenants that a quota is nearly or wholly used up, once each, as an event and as a mail. Returns how many events that were. Nothing is counted
 * for it where messages are accepted: what is used is looked up here.
 */
export const watchQuotas = (db: Db, now: Date): Promise<number> =>
  db.transaction(async (tx) => {
    const month = monthOf(now)
    const told = latest(await noteReachedQuotas(tx, firstDayOf(month)))
    putEvents(
      tx,
      told.map(({ tenant_id, percent, metric, used, limit }) => ({
        tenant_id,
        session_id: null,
        type: percent === 100 ? 'quota.exceeded' : 'quota.warning',
        data: { metric, used, limit, reset: metric === 'messages' ? month.end.toISOString() : null }
      }))
    )
    for (const { tenant_id, email, percent, language, metric, used, limit } of told) {
      if (email === null) continue
      await putMail(tx, {
        tenant_id,
        kind: percent === 100 ? 'quota_exceeded' : 'quota_warning',
        language,
        recipient: email,
        link_id: null,
        data: { metric, used, limit },
        expires_at: new Date(now.getTime() + mail_days * 86_400_000)
      })
    }
    return told.length
  })

/** Who went past both marks since the last look is told of the last one alone. They come in order. */
const latest = (notices: Notice[]): Notice[] =>
  notices.filter((one, index) => {
    const next = notices[index + 1]
    return next?.tenant_id !== one.tenant_id || next.metric !== one.metric
  })

/** See `watchQuotas`; every minute. */
export const watchQuotasTask = defineTask({
  name: 'watch_quotas',
  payload: no_payload,
  schedule: '* * * * *',
  run: async ({ db, log }) => {
    const told = await watchQuotas(db, new Date())
    if (told > 0) log.info({ told }, 'tenants told of their quotas')
  }
})
