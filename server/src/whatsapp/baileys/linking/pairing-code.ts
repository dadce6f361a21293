import { randomBytes } from 'node:crypto'
import {
  type AuthenticationCreds,
  aesEncryptCTR,
  type BinaryNode,
  bytesToCrockford,
  DisconnectReason,
  derivePairingCodeKey,
  jidEncode,
  S_WHATSAPP_NET,
  type WASocket
} from 'baileys'
import { getCompanionPlatformId } from 'baileys/lib/Utils/companion-reg-client-utils.js'
import { SendInterrupted } from '../../send-errors.ts'
import { PairingRefused, PairingUnanswered } from './pairing-errors.ts'
import { acknowledgeUnpaired } from './unpaired-acks.ts'

const notification_event = 'CB:notification,type:link_code_companion_reg'
const registration_tag = 'link_code_companion_reg'
const ref_tag = 'link_code_pairing_ref'
const hello_tag = 'link_code_pairing_wrapped_primary_ephemeral_pub'
/** WhatsApp Web sends one byte of zero, Baileys the digit. */
const nonce = Buffer.alloc(1)
const answer_within_ms = 5_000
/** So often one code may be typed, wrongly but for the last time. */
const attempts_max = 10

export type PairingCodes = {
  /** A code that WhatsApp has taken for this number. Rejects with PairingRefused, PairingUnanswered or SendInterrupted. */
  request(phone_number: string): Promise<string>
}

/**
 * Asks for pairing codes in Baileys' place: that one does not wait for the answer, so a code that WhatsApp has refused looks
 * like any other. What the phone says when the code was typed is Baileys' to answer, with the code and the number that
 * stand in the credentials; they are put there when WhatsApp has taken the code, so a refused one leaves the one before.
 */
export const createPairingCodes = (options: {
  socket: WASocket
  creds: AuthenticationCreds
  browser: [string, string, string]
}): PairingCodes => {
  const { socket, creds, browser } = options
  let asked: { ref: Buffer; answered: Set<string> } | null = null

  // The phone may say the same twice, and the server asks for another code without any of the keys. Baileys would answer
  // the former with another secret than the phone has by then, and cannot read the latter: it gets only what is to be answered.
  // Its own finders remember the children of a node, so what is to be taken away must not be looked at with them.
  socket.ws.prependListener(notification_event, (stanza: BinaryNode) => {
    const registration = childOf(stanza, registration_tag)
    const ref = bufferOf(registration, ref_tag)
    const hello = bufferOf(registration, hello_tag)?.toString('base64')
    const answered = asked && ref?.equals(asked.ref) ? asked.answered : null
    const is_new = hello !== undefined && answered?.has(hello) === false
    if (is_new && answered.size < attempts_max) answered.add(hello)
    else stanza.content = []
    acknowledgeUnpaired(socket, creds, stanza).catch(() => undefined)
  })

  return {
    request: async (phone_number) => {
      const jid = jidEncode(phone_number, 's.whatsapp.net')
      const code = bytesToCrockford(randomBytes(5))
      const answer = await ask(
        socket,
        companionHello(jid, {
          link_code_pairing_wrapped_companion_ephemeral_pub: await wrap(
            code,
            creds.pairingEphemeralKeyPair.public
          ),
          companion_server_auth_key_pub: creds.noiseKey.public,
          companion_platform_id: getCompanionPlatformId(browser),
          companion_platform_display: `${browser[1]} (${browser[0]})`,
          link_code_pairing_nonce: nonce
        })
      )
      const ref = bufferOf(childOf(answer, registration_tag), ref_tag)
      if (!ref) throw new PairingRefused(null)
      asked = { ref, answered: new Set() }
      creds.pairingCode = code
      creds.me = { id: jid, name: '~' }
      return code
    }
  }
}

const ask = async (socket: WASocket, request: BinaryNode): Promise<BinaryNode> => {
  let answer: BinaryNode | undefined
  try {
    answer = await socket.query(request, answer_within_ms)
  } catch (error) {
    const { data, output } = error as { data?: unknown; output?: { statusCode?: number } }
    if (typeof data === 'number') throw new PairingRefused(data, { cause: error })
    if (output?.statusCode !== DisconnectReason.timedOut)
      throw new SendInterrupted('the code could not be asked for', { cause: error })
  }
  if (!answer) throw new PairingUnanswered()
  return answer
}

const companionHello = (
  jid: string,
  children: Record<string, string | Uint8Array>
): BinaryNode => ({
  tag: 'iq',
  attrs: { to: S_WHATSAPP_NET, type: 'set', xmlns: 'md' },
  content: [
    {
      tag: registration_tag,
      attrs: { jid, stage: 'companion_hello', should_show_push_notification: 'true' },
      content: Object.entries(children).map(([tag, content]) => ({ tag, attrs: {}, content }))
    }
  ]
})

/** salt (32) ‖ iv (16) ‖ the key, encrypted with what the code becomes. */
const wrap = async (code: string, public_key: Uint8Array): Promise<Buffer> => {
  const salt = randomBytes(32)
  const iv = randomBytes(16)
  const key = await derivePairingCodeKey(code, salt)
  return Buffer.concat([salt, iv, aesEncryptCTR(public_key, key, iv)])
}

const childOf = (node: BinaryNode | undefined, tag: string): BinaryNode | undefined =>
  Array.isArray(node?.content) ? node.content.find((child) => child.tag === tag) : undefined

const bufferOf = (node: BinaryNode | undefined, tag: string): Buffer | undefined => {
  const content = childOf(node, tag)?.content
  return content instanceof Uint8Array ? Buffer.from(content) : undefined
}
