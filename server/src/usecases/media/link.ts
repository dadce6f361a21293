import { timingSafeEqual } from 'node:crypto'
import type { MediaRow } from '../../domain/media.ts'
import { hmac } from '../../lib/crypto.ts'
import type { KeyRing } from '../../lib/key-ring.ts'
import { type LinkedMedia, mediaView } from '../../schemas/media.ts'
import type { Deps } from '../deps.ts'

const hour_ms = 3_600_000
const valid_hours = 24
const id_chars = 8

/** The keys that sign links to files: they follow from those that seal the secrets of webhooks, and are replaced with them. */
const linkKeys = (webhook_key: KeyRing): KeyRing => webhook_key.derive('links to media')

const signed = (key: Buffer, media_id: string, exp: number): Buffer =>
  hmac(key, `${media_id}\n${exp}`)

/** The query of a link to a file: until when it is valid, in seconds of 1970, and the signature. */
export const signLink = (
  webhook_key: KeyRing,
  media_id: string,
  exp: number
): { exp: string; sig: string } => {
  const key = linkKeys(webhook_key).current()
  return {
    exp: String(exp),
    sig: `${key.id}${signed(key.bytes, media_id, exp).toString('base64url')}`
  }
}

/** Whether we have signed this link, with any key that we still know, and its time is not over. */
export const isLinkValid = (
  webhook_key: KeyRing,
  media_id: string,
  link: { exp: number; sig: string },
  now: Date
): boolean => {
  const key = linkKeys(webhook_key).find(link.sig.slice(0, id_chars))
  if (!key) return false
  const given = Buffer.from(link.sig.slice(id_chars), 'base64url')
  const right = signed(key.bytes, media_id, link.exp)
  return (
    given.length === right.length &&
    timingSafeEqual(given, right) &&
    link.exp * 1000 > now.getTime()
  )
}

export type LinkDeps = Pick<Deps, 'webhook_key' | 'clock' | 'config'>

type Linked = { url: string; url_expires_at: Date }

/** A link to the content of a file, null while there is none. Links of one hour are the same, so that they can be cached. */
export const linkTo = (
  deps: LinkDeps,
  row: Pick<MediaRow, 'id' | 'status' | 'expires_at'>
): Linked | null => {
  if (row.status !== 'ready') return null
  const hour = Math.ceil(deps.clock.now().getTime() / hour_ms) + valid_hours
  const until = Math.min(hour * hour_ms, row.expires_at.getTime())
  const { exp, sig } = signLink(deps.webhook_key, row.id, Math.floor(until / 1000))
  const base = (deps.config.PUBLIC_URL ?? '').replace(/\/+$/, '')
  return {
    url: `${base}/api/v1/media/${row.id}/file?exp=${exp}&sig=${sig}`,
    url_expires_at: new Date(until)
  }
}

/** A file as an answer shows it, with a link of its own. */
export const linkedMedia = (deps: LinkDeps, row: MediaRow): LinkedMedia => ({
  ...mediaView(row),
  ...(linkTo(deps, row) ?? { url: null, url_expires_at: null })
})
