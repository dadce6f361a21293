import { type SentRequest, shownRequest } from '../domain/sent-request.ts'
import type { WebhookHeaders } from '../domain/webhook-headers.ts'
import type { Clock } from '../lib/clock.ts'
import type { KeyRing } from '../lib/key-ring.ts'
import type { Log } from '../lib/log.ts'
import type { Tracing } from '../lib/tracing.ts'
import { type Batch, type Signed, signedBatch, signedEnvelope } from './envelope.ts'
import type { Outcome, Post } from './post.ts'
import type { DueDelivery } from './records/load.ts'
import { type TracedDelivery, traceDelivery } from './trace-delivery.ts'

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
export const sendDelivery = (
  deps: SendDeps,
  delivery: DueDelivery,
  stopping: AbortSignal
): Promise<Sent | null> => {
  const traced = traceDelivery(deps.tracing, delivery, deps.clock.now)
  const sign = (): Signed => {
    const envelope = signedEnvelope(delivery, deps.webhook_key, deps.clock.now())
    return { ...envelope, headers: { ...envelope.headers, ...traced.headers } }
  }
  return send(deps, delivery, sign, [traced], stopping)
}

/** The same with a batch, of which `of` is one. It is no part of one trace: the receiver is told of none. */
export const sendBatch = (
  deps: SendDeps,
  batch: Batch,
  of: DueDelivery,
  stopping: AbortSignal
): Promise<Sent | null> => {
  const traced = batch.deliveries.map((one) => traceDelivery(deps.tracing, one, deps.clock.now))
  const sign = (): Signed => signedBatch(batch, of, deps.webhook_key, deps.clock.now())
  return send(deps, of, sign, traced, stopping)
}

const send = async (
  { log, post }: SendDeps,
  { url, webhook_id }: DueDelivery,
  sign: () => Signed,
  traced: TracedDelivery[],
  stopping: AbortSignal
): Promise<Sent | null> => {
  if (!URL.canParse(url)) return notSent('the address of the webhook cannot be read')
  let signed: Signed
  try {
    signed = sign()
  } catch (error) {
    // One webhook whose secret is damaged, or all of them because the key is another: neither is lost, and it is told.
    log.warn({ err: error, webhook_id }, 'webhook cannot be signed')
    return notSent(
      'the secret or the headers of the webhook cannot be read; give it a new secret with rotate-secret, and its headers again'
    )
  }
  try {
    const { own_headers } = signed
    const headers = { ...own_headers, ...signed.headers }
    const outcome = await post(url, signed.body, headers, stopping)
    outcome.error &&= withoutValues(outcome.error, own_headers)
    outcome.response_body &&= withoutValues(outcome.response_body, own_headers)
    for (const one of traced) one.ended(outcome)
    return { ...outcome, request: shownRequest(url, headers, Object.keys(own_headers)) }
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
