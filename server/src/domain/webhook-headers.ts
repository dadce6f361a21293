/** Headers that a webhook sends besides ours, by their names. */
export type WebhookHeaders = Record<string, string>

export const headers_max = 20

/** What HTTP, the signature or we ourselves say. */
const taken =
  /^(webhook-.*|proxy-.*|host|content-.*|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|date|via|user-agent|accept-encoding|traceparent|tracestate)$/i

export const isTakenHeader = (name: string): boolean => taken.test(name)

/** What the headers of a webhook are bound to when they are sealed. */
export const webhookHeadersContext = (webhook_id: string): string => `webhook-headers:${webhook_id}`
