import { type SentRequest, shownRequest } from '../domain/sent-request.ts'
import type { WebhookHeaders } from '../domain/webhook-headers.ts'
import type { Clock } from '../lib/clock.ts'
import type { KeyRing } from '../lib/key-ring.ts'
import type { Log } from '../lib/log.ts'
import type { Tracing } from '../lib/tracing.ts'
import { signedEnvelope } from './envelope.ts'
import type { Outcome, Post } from './post.ts'
import type { DueDelivery } from './records/load.ts'
import { traceDelivery } from './trace-delivery.ts'

type SendDeps = {
  clock: Clock
  log: Log
  webhook_key: KeyRing
  post: Post
  tracing?: Tracing | null
}

/** What came of it, and what was sent of which there may be a record; null: nothing was sent. */
export type Sent = Outcome & { request: SentRequest | null }

/** Signs a delivery and sends it. Null: cut short by our own end, which counts for nobody. */
export const sendDelivery = async (
  { clock, log, webhook_key, post, tracing }: SendDeps,
  delivery: DueDelivery,
  stopping: AbortSignal
): Promise<Sent | null> => {
  if (!URL.canParse(delivery.url)) return notSent('the address of the webhook cannot be read')
  let envelope: ReturnType<typeof signedEnvelope>
  try {
    envelope = signedEnvelope(delivery, webhook_key, clock.now())
  } catch (error) {
    // One webhook whose secret is damaged, or all of them because the key is another: neither is lost, and it is told.
    log.warn({ err: error, webhook_id: delivery.webhook_id }, 'webhook cannot be signed')
    return notSent(
      'the secret or the headers of the webhook cannot be read; give it a new secret with rotate-secret, and its headers again'
    )
  }
  const traced = traceDelivery(tracing, delivery, clock.now)
  try {
    const { own_headers } = envelope
    const headers = { ...own_headers, ...envelope.headers, ...traced.headers }
    const outcome = await post(delivery.url, envelope.body, headers, stopping)
    outcome.error &&= withoutValues(outcome.error, own_headers)
    outcome.response_body &&= withoutValues(outcome.response_body, own_headers)
    traced.ended(outcome)
    return { ...outcome, request: shownRequest(delivery.url, headers, Object.keys(own_headers)) }
  } catch (error) {
    if (!stopping.aborted) throw error
    return null
  }
}

/** A receiver may quote what it was sent, and what it answers is shown. */
const withoutValues = (text: string, headers: WebhookHeaders): string =>
  Object.values(headers)
    .flatMap((value) => [value, ...value.split(' ')])
    .filter((value) => value.length >= quoted_length_min)
    .reduce((shown, value) => shown.replaceAll(value, '[left out]'), text)

/** Shorter ones are no secrets, and stand in any text. */
const quoted_length_min = 6

const notSent = (reason: string): Sent => ({
  ok: false,
  gone: false,
  unanswered: false,
  retry_after_s: null,
  response_status: null,
  response_ms: 0,
  response_body: null,
  request: null,
  error: `Nothing was sent: ${reason}.`
})
