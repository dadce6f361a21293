import { says } from '../extras.ts'
import { AUTH_TTL_S, CONNECTION_TTL_S, issueMediaAuth } from '../media/media-auth.ts'
import { childOf, node } from '../wire/node.ts'
import type { IqHandler } from './iq-answer.ts'

/** The same server under another name: clients tell hosts apart by it. */
const otherName = (host: string): string => host.replace(/^127\.0\.0\.1/, 'localhost')

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
  const full = says(world, 'list_attributes')
  const limits = { max_auto_download_retry: '3', max_manual_retry: '3' }
  const primary = node('host', { hostname: host, type: 'primary', class: 'mms' }, [
    node('download', {}, [node('image'), node('video'), node('document')]),
    node('upload', {}, [node('image')])
  ])
  // Clients build `https://<hostname>/mms/…` from it, so the port belongs in the name.
  return {
    content: [
      full
        ? node('media_conn', { ...attributes, ...limits }, [
            primary,
            node('host', { hostname: otherName(host), type: 'fallback', class: 'mms' })
          ])
        : node('media_conn', attributes, [node('host', { hostname: host, type: 'primary' })])
    ]
  }
}
