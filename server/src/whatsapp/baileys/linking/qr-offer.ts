import { randomBytes } from 'node:crypto'
import { type AuthenticationCreds, type BinaryNode, S_WHATSAPP_NET, type WASocket } from 'baileys'
import { buildPairingQRData } from 'baileys/lib/Utils/companion-reg-client-utils.js'
import { acknowledgeUnpaired } from './unpaired-acks.ts'

/** So long WhatsApp honours the first reference of a connection, and each later one. */
export const ref_life_ms = { first: 60_000, next: 20_000 }

export type QrOffer = {
  /** When the last of the codes will have been shown to the end; null before WhatsApp offers a link. */
  readonly ends_at: Date | null
  /** Keeps the connection so long when the codes run out: the phone may be at work, as with a typed code. */
  holdFor(ms: number): void
  /** A code was scanned or typed, and what follows has limits of its own: no other is shown, and none runs out. */
  taken(): void
  stop(): void
}

export type QrOfferOptions = {
  socket: WASocket
  creds: AuthenticationCreds
  browser: [string, string, string]
  /** A code to show from now on, until it expires. */
  shown: (qr: string, expires_at: Date) => void
  /** The last code has expired and nobody is at work. */
  ran_out: () => void
  failed: (error: unknown) => void
  /** So long each code is shown. */
  lives_ms?: typeof ref_life_ms
}

const offer_event = 'CB:iq,type:set,pair-device'
const refresh_event = 'CB:notification,type:companion_reg_refresh'

/**
 * Shows codes for as long as WhatsApp offers to link this connection, in the place of Baileys' own listener: that one takes
 * the secret once, so it can't show a new code when WhatsApp asks for a fresh one after the scan
 * (`companion_reg_refresh`, since July 2026), and it closes the connection when the references run out although the phone is at
 * work.
 */
export const offerQrCodes = (options: QrOfferOptions): QrOffer => {
  const { socket, creds, lives_ms = ref_life_ms } = options
  const refs: string[] = []
  let current: { ref: string; expires_at: Date } | null = null
  let shown_secret = creds.advSecretKey
  let timer: NodeJS.Timeout | undefined
  let ends_ms: number | null = null
  let held_until_ms = 0
  let is_taken = false
  let over = false

  const show = (): void => {
    if (over || !current || !socket.ws.isOpen) return
    const { ref, expires_at } = current
    const qr = buildPairingQRData(
      ref,
      Buffer.from(creds.noiseKey.public).toString('base64'),
      Buffer.from(creds.signedIdentityKey.public).toString('base64'),
      shown_secret,
      options.browser
    )
    options.shown(qr, expires_at)
  }

  const after = (ms: number, work: () => void): void => {
    clearTimeout(timer)
    timer = setTimeout(work, ms)
  }

  const next = (life_ms: number): void => {
    if (over || is_taken || creds.account) return
    const ref = refs.shift()
    if (ref === undefined) return end()
    current = { ref, expires_at: new Date(Date.now() + life_ms) }
    show()
    after(life_ms, () => next(lives_ms.next))
  }

  const end = (): void => {
    current = null
    if (over || creds.account) return
    const left_ms = held_until_ms - Date.now()
    if (left_ms > 0) after(left_ms, end)
    else options.ran_out()
  }

  const offered = async (stanza: BinaryNode): Promise<void> => {
    await socket.sendNode({
      tag: 'iq',
      attrs: { to: S_WHATSAPP_NET, type: 'result', id: stanza.attrs['id'] ?? '' }
    })
    refs.splice(0, refs.length, ...refsOf(stanza))
    ends_ms = Date.now() + lives_ms.first + Math.max(0, refs.length - 1) * lives_ms.next
    next(lives_ms.first)
  }

  /**
   * WhatsApp wants a fresh secret: the same reference is shown in a new code, at once, and the last one once more for as
   * long as it lives, because somebody is about to scan it. A secret on which phone and device have agreed by a typed code
   * stays.
   */
  const refresh = async (stanza: BinaryNode): Promise<void> => {
    if (creds.advSecretKey === shown_secret && wantsFreshSecret(stanza)) {
      shown_secret = randomBytes(32).toString('base64')
      creds.advSecretKey = shown_secret
      if (current && refs.length === 0) {
        ends_ms = Date.now() + lives_ms.next
        current = { ref: current.ref, expires_at: new Date(ends_ms) }
        after(lives_ms.next, end)
      }
      show()
    }
    await acknowledgeUnpaired(socket, creds, stanza)
  }

  socket.ws.removeAllListeners(offer_event)
  socket.ws.on(offer_event, (stanza: BinaryNode) => {
    offered(stanza).catch(options.failed)
  })
  socket.ws.on(refresh_event, (stanza: BinaryNode) => {
    if (!over && !creds.account) refresh(stanza).catch(options.failed)
  })

  const taken = (): void => {
    is_taken = true
    current = null
    clearTimeout(timer)
  }

  return {
    get ends_at() {
      return ends_ms === null ? null : new Date(Math.max(ends_ms, held_until_ms))
    },
    holdFor: (ms) => {
      held_until_ms = Math.max(held_until_ms, Date.now() + ms)
    },
    taken,
    stop: () => {
      over = true
      clearTimeout(timer)
    }
  }
}

/** WhatsApp Web takes the notification with one of these two, and with nothing else for a mistake. */
const refresh_tags = new Set(['companion_reg_refresh', 'pair-device-rotate-qr'])

const wantsFreshSecret = ({ content }: BinaryNode): boolean =>
  Array.isArray(content) && content.some(({ tag }) => refresh_tags.has(tag))

const refsOf = (stanza: BinaryNode): string[] => {
  const children = Array.isArray(stanza.content) ? stanza.content : []
  const offer = children.find((child) => child.tag === 'pair-device')
  const refs = Array.isArray(offer?.content) ? offer.content : []
  return refs.flatMap(({ tag, content }) =>
    tag === 'ref' && (content instanceof Uint8Array || typeof content === 'string')
      ? [Buffer.from(content).toString('utf8')]
      : []
  )
}
