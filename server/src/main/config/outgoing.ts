import { z } from 'zod'
import { parseNetworks } from '../../lib/networks.ts'
import { whole } from './fields.ts'

/** Addresses of customers that the product connects to. */
export const outgoing_settings = {
  WEBHOOK_ALLOWED_ADDRESSES: z
    .string()
    .refine((text) => parseNetworks(text) !== null, {
      message:
        'must be addresses or networks with commas between them, or the words loopback and private'
    })
    .optional()
    .describe(
      'Addresses that webhooks may go to although they are not public, with commas between them: an IP, a network such as 172.20.0.0/16, loopback, or private (10/8, 172.16/12, 192.168/16, fc00::/7). Unset: none. Link-local addresses and those of cloud metadata stay closed whatever stands here.'
    ),
  WEBHOOK_PRIVATE_ADDRESSES: z
    .enum(['auto', 'allow', 'deny'])
    .default('deny')
    .describe(
      'What WEBHOOK_ALLOWED_ADDRESSES was called before. allow: the same as loopback,private there. The other two open nothing.'
    ),
  PROXY_ALLOWED_ADDRESSES: z
    .string()
    .refine((text) => parseNetworks(text) !== null, {
      message:
        'must be addresses or networks with commas between them, or the words loopback and private'
    })
    .optional()
    .describe(
      'Addresses at which proxies of sessions may be although they are not public, with commas between them, written as in WEBHOOK_ALLOWED_ADDRESSES. Unset: none. Link-local addresses and those of cloud metadata stay closed whatever stands here.'
    ),
  WEBHOOK_TIMEOUT_MS: whole(10_000).describe(
    'Milliseconds after which an unanswered webhook counts as failed.'
  )
}
