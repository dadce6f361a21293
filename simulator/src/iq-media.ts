import type { IqHandler } from './iq-answer.ts'
import { AUTH_TTL_S, CONNECTION_TTL_S, issueMediaAuth } from './media-auth.ts'
import { childOf, node } from './node.ts'

/** Where to upload, and the right to do it. */
export const handleMediaIq: IqHandler = (world, device, request) => {
  if (!childOf(request, 'media_conn')) return null
  const { host, secret } = world.media
  const attributes = {
    auth: issueMediaAuth(secret, device),
    auth_ttl: String(AUTH_TTL_S),
    ttl: String(CONNECTION_TTL_S),
    max_buckets: '12'
  }
  // Clients build `https://<hostname>/mms/…` from it, so the port belongs in the name.
  return {
    content: [node('media_conn', attributes, [node('host', { hostname: host, type: 'primary' })])]
  }
}
