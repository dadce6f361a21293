import type { WorkerAddress } from '../../control/contract.ts'
import { AppError, errors } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { BulkResult } from '../../schemas/messages/bulk.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { withTemplates } from '../templates/fill.ts'
import { acceptMessages } from './accept.ts'
import { withGivenFiles } from './given-files.ts'
import { withPreviews } from './previews.ts'
import type { AskedMessage } from './send-message.ts'
import { traceAccepted } from './trace-accepted.ts'
import { withoutContent } from './visible.ts'

export type BulkItem = AskedMessage | AppError

/** Wrong fields that an answer names, of all its messages together. */
const fields_max = 20

/**
 * Accepts many messages in one transaction, in their order, with an answer for each: one that is refused (an AppError
 * comes in for what was no message at all) does not keep the others. The answer grows with the number of messages, not with
 * what is in them.
 */
export const sendMessages = async (
  deps: Deps,
  ctx: Context,
  items: BulkItem[]
): Promise<BulkResult> => {
  const { tenant_id } = ctx.tenant
  const traced = items.map((item) => inTrace(item, ctx.traceparent))
  const filled = await withTemplates(deps, ctx.tenant, traced)
  const previewed = await withPreviews(deps.fetch_preview, filled)
  const ready = await withGivenFiles(deps, tenant_id, previewed)
  const workers = new Map<string, WorkerAddress>()
  const accepted: MessageRow[] = []
  const result = await command(deps, ctx, async (tx) => {
    const now = deps.clock.now()
    const answers = await acceptMessages(tx, tenant_id, ready, 'bulk', now, deps.message_counters)
    let fields_left = fields_max
    const results = answers.map((one, index): BulkResult['results'][number] => {
      if (one instanceof AppError) {
        const error = refusal(one, fields_left)
        fields_left -= error.errors.length
        return { index, status: 'refused', error }
      }
      if (one.worker) workers.set(one.worker.instance_id, one.worker)
      accepted.push(one.message)
      return { index, status: 'accepted', message: withoutContent(one.view) }
    })
    const refused = answers.filter((one) => one instanceof AppError).length
    return { accepted: answers.length - refused, refused, results }
  })
  for (const worker of workers.values()) deps.workers.poke(worker)
  const ended_ms = deps.clock.now().getTime()
  for (const message of accepted) {
    deps.meters.count('gateway_messages_accepted_total', { kind: message.type })
    traceAccepted(deps.tracing, message, ctx.began_ms, ended_ms)
  }
  return result
}

const inTrace = (item: BulkItem, traceparent: string | null): BulkItem =>
  traceparent === null || item instanceof AppError ? item : { ...item, traceparent }

const refusal = (error: AppError, fields_left: number) => ({
  code: error.code,
  title: errors[error.code].title,
  detail: error.detail ?? errors[error.code].text,
  errors: error.fields.slice(0, fields_left),
  errors_total: error.fields.length
})
