import { randomBytes } from 'node:crypto'
import { type AuthenticationCreds, type BinaryNode, S_WHATSAPP_NET, type WASocket } from 'baileys'
import {
  type Agreement,
  agree,
  createPrologue,
  encodeAssertion,
  handoffKey,
  handoffProof,
  type PasskeyAssertion,
  type Prologue,
  sealPairingRequest
} from './passkey-crypto.ts'
import { acknowledgeUnpaired } from './unpaired-acks.ts'

export type PasskeyFailure =
  | 'expired'
  | 'refused'
  | 'no_continuation'
  | 'not_confirmed'
  | 'no_answer'

export type PasskeyChange =
  /** The owner of the account has to sign `options` (JSON of PublicKeyCredentialRequestOptions) with the passkey. */
  | { type: 'passkey_required'; options: Record<string, unknown>; expires_at: Date }
  /** The phone shows the same code; `confirm`: a person has to compare the two before the device is linked. */
  | { type: 'passkey_code'; code: string; confirm: boolean; expires_at: Date }
  | { type: 'passkey_failed'; reason: PasskeyFailure; detail: string }

/** What is asked for comes at the wrong time. */
export class PasskeyNotExpected extends Error {
  override name = 'PasskeyNotExpected'
}

type State =
  | { at: 'idle' }
  | { at: 'awaiting_assertion'; handoff: { key: Buffer; until_ms: number } }
  | { at: 'awaiting_continuation'; prologue: Prologue; proven: boolean }
  | { at: 'awaiting_confirmation'; agreement: Agreement }
  | { at: 'awaiting_link' }
  | { at: 'failed' }

export type PasskeyCeremony = {
  /**
   * Hands in what the owner has signed. `trusted`: by somebody who holds the session's credentials, who may be spared to
   * compare codes; whoever got a picture of the code may not. Resolves when WhatsApp has taken it.
   */
  submit(assertion: PasskeyAssertion, trusted: boolean): Promise<void>
  /** A person has compared the codes and found them equal. */
  confirm(): Promise<void>
  stop(): void
}

const handoff_ms = 5 * 60_000
const options_life_ms = 600_000
const continuation_within_ms = 90_000
const confirm_within_ms = 5 * 60_000
const link_within_ms = 60_000
const answer_within_ms = 20_000

/**
 * Links an account that is protected by a passkey.
 *
 * idle → awaiting_assertion (WhatsApp asks, the owner has to sign) → awaiting_continuation (signature handed in, the phone is
 * asked) → awaiting_confirmation (both sides show a code) → awaiting_link (the phone knows this device) → linked, by the
 * ordinary `pair-success`. Signed in time by somebody who holds the session's credentials, the confirmation is skipped. A refusal
 * or a step that takes too long ends in failed: the connection has to be closed and a new one begins with new keys.
 */
export const createPasskeyCeremony = (options: {
  socket: WASocket
  creds: AuthenticationCreds
  changed: (change: PasskeyChange) => void
}): PasskeyCeremony => {
  const { socket, creds, changed } = options
  let state: State = { at: 'idle' }
  let deadline: NodeJS.Timeout | undefined

  const enter = (next: State, limit?: { ms: number; reason: PasskeyFailure }): void => {
    clearTimeout(deadline)
    state = next
    if (limit)
      deadline = setTimeout(() => fail(limit.reason, `nothing came of ${next.at}`), limit.ms)
  }

  const fail = (reason: PasskeyFailure, detail: string): void => {
    if (state.at === 'failed') return
    enter({ at: 'failed' })
    changed({ type: 'passkey_failed', reason, detail })
  }

  const ask = (type: 'get' | 'set', content: BinaryNode): Promise<BinaryNode> =>
    socket.query(
      { tag: 'iq', attrs: { to: S_WHATSAPP_NET, type, xmlns: 'md' }, content: [content] },
      answer_within_ms
    )

  const requested = async (stanza: BinaryNode): Promise<void> => {
    if (!isFromServer(stanza) || creds.account) return
    // A repeated request begins anew, unless the owner's signature is on its way.
    if (state.at !== 'idle' && state.at !== 'awaiting_assertion') return
    await acknowledgeUnpaired(socket, creds, stanza)
    const bytes =
      bytesOf(stanza, 'passkey_request_options') ??
      bytesOf(
        await ask('get', { tag: 'passkey_request_options', attrs: {} }),
        'passkey_request_options'
      )
    if (!bytes) return fail('refused', 'WhatsApp does not say what has to be signed')
    const wanted = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>
    // What was scanned is proven with the secret of that code, however often WhatsApp asks.
    const handoff = state.at === 'awaiting_assertion' ? state.handoff : takeHandoff(creds)
    const timeout = Number(wanted['timeout'])
    const life_ms = timeout > 0 && timeout <= options_life_ms ? timeout : options_life_ms
    enter({ at: 'awaiting_assertion', handoff }, { ms: life_ms, reason: 'expired' })
    changed({
      type: 'passkey_required',
      options: wanted,
      expires_at: new Date(Date.now() + life_ms)
    })
  }

  const submit = async (assertion: PasskeyAssertion, trusted: boolean): Promise<void> => {
    if (state.at !== 'awaiting_assertion') throw new PasskeyNotExpected(state.at)
    const { handoff } = state
    const proven = trusted && Date.now() < handoff.until_ms
    enter({ at: 'awaiting_link' }, { ms: continuation_within_ms, reason: 'no_answer' })
    try {
      const ref = bytesOf(await ask('get', { tag: 'ref', attrs: {} }), 'ref')
      if (!ref) throw new Error('WhatsApp gave no reference')
      const prologue = createPrologue(ref.toString('utf8'))
      // Before it is sent: the phone may be quicker than the answer.
      enter(
        { at: 'awaiting_continuation', prologue, proven },
        { ms: continuation_within_ms, reason: 'no_continuation' }
      )
      await ask('set', {
        tag: 'passkey_prologue',
        attrs: {},
        content: [
          bytesNode('credential_id', Buffer.from(assertion.rawId, 'base64url')),
          bytesNode('webauthn_assertion', encodeAssertion(assertion)),
          bytesNode('prologue_payload', prologue.payload),
          ...(proven
            ? [bytesNode('pairing_handoff_proof', handoffProof(handoff.key, prologue.payload))]
            : [])
        ]
      })
    } catch (error) {
      fail('refused', (error as Error).message)
      throw error
    }
  }

  const continued = async (stanza: BinaryNode): Promise<void> => {
    if (!isFromServer(stanza) || creds.account) return
    await acknowledgeUnpaired(socket, creds, stanza)
    if (state.at !== 'awaiting_continuation') return
    const { prologue, proven } = state
    const primary = bytesOf(stanza, 'primary_ephemeral_identity')
    if (!primary) return fail('refused', 'the phone revealed nothing')
    const agreement = agree(prologue, primary)
    enter(
      { at: 'awaiting_confirmation', agreement },
      { ms: confirm_within_ms, reason: 'not_confirmed' }
    )
    await ask('set', bytesNode('companion_nonce', prologue.nonce))
    changed({
      type: 'passkey_code',
      code: agreement.code,
      confirm: !proven,
      expires_at: new Date(Date.now() + confirm_within_ms)
    })
    if (proven) await confirm()
  }

  const confirm = async (): Promise<void> => {
    if (state.at !== 'awaiting_confirmation') throw new PasskeyNotExpected(state.at)
    const { agreement } = state
    enter({ at: 'awaiting_link' }, { ms: link_within_ms, reason: 'no_answer' })
    const sealed = sealPairingRequest(agreement.key, {
      noise_public: creds.noiseKey.public,
      identity_public: creds.signedIdentityKey.public,
      adv_secret: Buffer.from(creds.advSecretKey, 'base64')
    })
    try {
      await ask('set', bytesNode('encrypted_pairing_request', sealed))
    } catch (error) {
      fail('refused', (error as Error).message)
      throw error
    }
  }

  const on = (event: string, handle: (stanza: BinaryNode) => Promise<void>): void => {
    socket.ws.on(event, (stanza: BinaryNode) => {
      handle(stanza).catch((error: Error) => fail('refused', error.message))
    })
  }
  on('CB:notification,type:passkey_prologue_request', requested)
  on('CB:notification,type:crsc_continuation', continued)

  return { submit, confirm, stop: () => clearTimeout(deadline) }
}

/** On the wire the server is a token or a JID without a user. */
const isFromServer = ({ attrs }: BinaryNode): boolean =>
  attrs['from'] === S_WHATSAPP_NET || attrs['from'] === S_WHATSAPP_NET.slice(1)

/** The secret was on a screen: it proves what was scanned, and a new one takes its place. */
const takeHandoff = (creds: AuthenticationCreds): { key: Buffer; until_ms: number } => {
  const key = handoffKey(Buffer.from(creds.advSecretKey, 'base64'))
  creds.advSecretKey = randomBytes(32).toString('base64')
  return { key, until_ms: Date.now() + handoff_ms }
}

const bytesNode = (tag: string, content: Uint8Array): BinaryNode => ({ tag, attrs: {}, content })

const bytesOf = ({ content }: BinaryNode, tag: string): Buffer | null => {
  const child = (Array.isArray(content) ? content : []).find((one) => one.tag === tag)
  if (child?.content instanceof Uint8Array) return Buffer.from(child.content)
  return typeof child?.content === 'string' ? Buffer.from(child.content) : null
}
