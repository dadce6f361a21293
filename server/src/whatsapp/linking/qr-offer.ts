import { randomBytes } from 'node:crypto'
import { type AuthenticationCreds, type BinaryNode, S_WHATSAPP_NET, type WASocket } from 'baileys'
import { buildPairingQRData } from 'baileys/lib/Utils/companion-reg-client-utils.js'
import { acknowledgeUnpaired } from './unpaired-acks.ts'

/** So long WhatsApp honours the first reference of a connection, and each later one. */
export const ref_life_ms = { first: 60_000, next: 20_000 }

export type QrOffer = {
  /** Keeps the connection when the codes run out, while the phone is at work: a code is typed or a passkey is signed. */
  hold(): void
  /** Ends what `hold` began. */
  release(): void
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
  /** Whether the phone is linking by a typed code: its secret must not be exchanged then. */
  code_pending: () => boolean
  failed: (error: unknown) => void
}

const offer_event = 'CB:iq,type:set,pair-device'
const refresh_event = 'CB:notification,type:companion_reg_refresh'

/**
 * Shows codes for as long as WhatsApp offers to link this connection, in the place of Baileys' own listener: that one takes
 * the secret once, so it can't show a new code when WhatsApp asks for a fresh one after the scan
 * (`companion_reg_refresh`), and it closes the connection when the references run out although the phone is at work.
 */
export const offerQrCodes = (options: QrOfferOptions): QrOffer => {
  const { socket, creds } = options
  const refs: string[] = []
  let current: { ref: string; expires_at: Date } | null = null
  let timer: NodeJS.Timeout | undefined
  let held = false
  let over = false

  const show = (): void => {
    if (over || !current || !socket.ws.isOpen) return
    const { ref, expires_at } = current
    const qr = buildPairingQRData(
      ref,
      Buffer.from(creds.noiseKey.public).toString('base64'),
      Buffer.from(creds.signedIdentityKey.public).toString('base64'),
      creds.advSecretKey,
      options.browser
    )
    options.shown(qr, expires_at)
  }

  const next = (life_ms: number): void => {
    if (over) return
    const ref = refs.shift()
    if (ref === undefined) {
      current = null
      if (!held) options.ran_out()
      return
    }
    current = { ref, expires_at: new Date(Date.now() + life_ms) }
    show()
    timer = setTimeout(() => next(ref_life_ms.next), life_ms)
  }

  const offered = async (stanza: BinaryNode): Promise<void> => {
    await socket.sendNode({
      tag: 'iq',
      attrs: { to: S_WHATSAPP_NET, type: 'result', id: stanza.attrs['id'] ?? '' }
    })
    clearTimeout(timer)
    refs.splice(0, refs.length, ...refsOf(stanza))
    next(ref_life_ms.first)
  }

  /** WhatsApp wants a fresh secret: the same reference is shown in a new code, at once. */
  const refresh = async (stanza: BinaryNode): Promise<void> => {
    if (!options.code_pending()) {
      creds.advSecretKey = randomBytes(32).toString('base64')
      show()
    }
    await acknowledgeUnpaired(socket, creds, stanza)
  }

  socket.ws.removeAllListeners(offer_event)
  socket.ws.on(offer_event, (stanza: BinaryNode) => offered(stanza).catch(options.failed))
  socket.ws.on(refresh_event, (stanza: BinaryNode) => {
    if (!creds.account) refresh(stanza).catch(options.failed)
  })

  return {
    hold: () => {
      held = true
    },
    release: () => {
      held = false
      if (!current && !over) options.ran_out()
    },
    stop: () => {
      over = true
      clearTimeout(timer)
    }
  }
}

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
