import { AppError } from '../../domain/errors.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import { type IncomingValues, incomingValues, plainMessage } from '../../domain/incoming-values.ts'
import { allVariables, fillTemplate } from '../../domain/template.ts'
import { canonicalJson } from '../../lib/canonical-json.ts'
import { sha256 } from '../../lib/crypto.ts'
import type { IncomingAnswer } from '../../schemas/incoming-webhook.ts'
import {
  type FoundIncomingWebhook,
  findIncomingWebhookByHash,
  touchIncomingWebhook
} from '../../store/incoming-webhooks.ts'
import { findTemplateVersions } from '../../store/templates.ts'
import type { Deps } from '../deps.ts'
import type { SendMessage } from '../messages/send-message.ts'

const window_s = 60
const body_length_max = 65_536

type Posted = { secret: string; body: unknown; idempotency_key: string | undefined }

/** Accepts what was posted to a secret address as a message to its chat. Durable when this returns, not yet sent. */
export const receiveIncoming = async (deps: Deps, posted: Posted): Promise<IncomingAnswer> => {
  const began_ms = deps.clock.now().getTime()
  const webhook = await findIncomingWebhookByHash(deps.db, sha256(posted.secret))
  if (!webhook) throw new AppError('not_found')
  await refuseTooMany(deps, webhook)
  const input = await messageOf(deps, webhook, incomingValues(posted.body))
  const bounds = { tenant_id: webhook.tenant_id, session_ids: null }
  const idempotency = idempotencyOf(webhook, posted)
  const answer = await deps.accept_calls(bounds, { input, idempotency, began_ms })
  if ('error' in answer) throw answer.error
  await deps.db.withTenant(bounds, (tx) => touchIncomingWebhook(tx, webhook.id, deps.clock.now()))
  return { message_id: answer.view.id, status: 'accepted' }
}

const refuseTooMany = async (
  deps: Deps,
  { id, per_minute }: FoundIncomingWebhook
): Promise<void> => {
  const { used, reset_s } = await deps.cache.counters('incoming webhooks').add(id, 1, window_s)
  if (used <= per_minute) return
  const detail = `This address takes ${per_minute} messages a minute.`
  throw new AppError(
    'rate_limited',
    { incoming_webhook_id: id },
    { detail, rate_limit: { limit: per_minute, remaining: 0, reset_s } }
  )
}

const messageOf = async (
  deps: Deps,
  webhook: FoundIncomingWebhook,
  values: IncomingValues
): Promise<SendMessage | AppError> => {
  const { session_id, recipient: to, template_id } = webhook
  if (template_id === null) {
    const body = plainMessage(values).slice(0, body_length_max)
    return body.trim() === '' ? nothing() : { session_id, to, type: 'text', text: { body } }
  }
  const bounds = { tenant_id: webhook.tenant_id, session_ids: null }
  const [template] = await deps.db.withTenant(bounds, (tx) =>
    findTemplateVersions(tx, webhook.tenant_id, [{ id: template_id, version: null }])
  )
  if (!template) return new AppError('not_found', { template_id })
  const names = Object.keys(allVariables(template))
  const wanted = Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)))
  const filled = fillTemplate(template, webhook.language ?? undefined, wanted)
  if ('problems' in filled)
    return new AppError('validation_failed', {}, { fields: filled.problems })
  const { body, language } = filled
  if (body.trim() === '' || body.length > body_length_max) return nothing()
  const used = { id: template.id, version: template.version, language }
  return { session_id, to, type: 'text', text: { body }, template: used }
}

const nothing = (): AppError =>
  new AppError(
    'validation_failed',
    {},
    {
      fields: [
        { path: '', message: 'Makes a text that is empty, or longer than 65,536 characters.' }
      ]
    }
  )

/** Its own for each address, apart from those of the tenant's calls. */
const idempotencyOf = (
  { id }: FoundIncomingWebhook,
  { idempotency_key, body }: Posted
): Idempotency | undefined =>
  idempotency_key === undefined
    ? undefined
    : {
        key: `${id}:${sha256(idempotency_key).toString('hex')}`,
        fingerprint: sha256(`${id}\n${canonicalJson(body)}`),
        replayed: false
      }
