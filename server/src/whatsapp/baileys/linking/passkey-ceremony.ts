import { randomBytes } from 'node:crypto'
import { type AuthenticationCreds, type BinaryNode, S_WHATSAPP_NET, type WASocket } from 'baileys'
import { isSigned, type PasskeyAssertion, type PasskeyOptions } from '../../../domain/passkey.ts'
import type { PasskeyChange } from '../../contract.ts'
import {
  type Agreement,
  agree,
  createPrologue,
  encodeAssertion,
  handoffKey,
  handoffProof,
  type Prologue,
  sealPairingRequest
} from './passkey-crypto.ts'
import { acknowledgeUnpaired } from './unpaired-acks.ts'

/** No signature, or no code to compare, is waited for. */
export class PasskeyNotExpected extends Error {
  override name = 'PasskeyNotExpected'
}

export type PasskeyFailure =
  | 'expired'
  | 'refused'
  | 'no_continuation'
  | 'not_confirmed'
  | 'no_answer'

/** What the linking has come to, or why it has failed. */
export type CeremonyChange =
  | PasskeyChange
  | { type: 'passkey_failed'; reason: PasskeyFailure; detail: string }

type State =
  | { at: 'idle' }
  | { at: 'awaiting_assertion'; wanted: PasskeyOptions }
  | { at: 'awaiting_ref' }
  | { at: 'awaiting_continuation'; prologue: Prologue; proven: boolean }
  | { at: 'revealing' }
  | { at: 'awaiting_confirmation'; agreement: Agreement }
  | { at: 'awaiting_link' }
  | { at: 'failed' }

export type PasskeyCeremony = {
  /**
   * Takes what the owner has signed, or throws PasskeyNotExpected. `trusted`: from somebody who holds the session's
   * credentials, who may be spared to compare codes; whoever got a picture of the code may not. What WhatsApp says to it
   * is told as a change.
   */
  submit(assertion: PasskeyAssertion, trusted: boolean): void
  /** A person has compared the codes and found them equal. Throws PasskeyNotExpected where there is nothing to confirm. */
  confirm(): void
  stop(): void
}

/** How long each step may take. */
export const passkey_limits = {
  /** So long WhatsApp takes the proof of which code was scanned. */
  handoff_ms: 5 * 60_000,
  /** The owner signs; less where WhatsApp says so. */
  sign_ms: 600_000,
  /** The phone answers to the signature. */
  continuation_ms: 90_000,
  compare_ms: 5 * 60_000,
  link_ms: 60_000,
  /** WhatsApp answers to a request. */
  answer_ms: 20_000
}

const options_bytes_max = 8_192

/**
 * Links an account that is protected by a passkey.
 *
 * idle → awaiting_assertion (WhatsApp asks, the owner has to sign) → awaiting_ref → awaiting_continuation (signature handed
 * in, the phone is asked) → revealing → awaiting_confirmation (both sides show a code) → awaiting_link (the phone knows this
 * device) → linked, by the ordinary `pair-success`. Signed in time by somebody who holds the session's credentials, the
 * confirmation is skipped. A refusal or a step that takes too long ends in failed: the connection has to be closed and a new
 * one begins with new keys. Each step has an end, so nothing else has to end the connection from when it has `begun`.
 */
export const createPasskeyCeremony = (options: {
  socket: WASocket
  creds: AuthenticationCreds
  begun: () => void
  changed: (change: CeremonyChange) => void
}): PasskeyCeremony => {
  const { socket, creds, changed } = options
  const limits = passkey_limits
  let state: State = { at: 'idle' }
  let deadline: NodeJS.Timeout | undefined
  let handoff: Handoff | undefined

  const enter = <Next extends State>(next: Next, ms: number, reason: PasskeyFailure): Next => {
    clearTimeout(deadline)
    state = next
    deadline = setTimeout(() => fail(reason, `nothing came of ${next.at}`), ms)
    return next
  }

  const isStill = (one: State): boolean => state === one

  const stop = (): void => {
    clearTimeout(deadline)
    state = { at: 'failed' }
  }

  const fail = (reason: PasskeyFailure, detail: string): void => {
    if (state.at === 'failed') return
    stop()
    if (creds.account) return
    changed({ type: 'passkey_failed', reason, detail })
  }

  const ask = (type: 'get' | 'set', content: BinaryNode): Promise<BinaryNode> =>
    socket.query(
      { tag: 'iq', attrs: { to: S_WHATSAPP_NET, type, xmlns: 'md' }, content: [content] },
      limits.answer_ms
    )

  const requested = async (stanza: BinaryNode): Promise<void> => {
    if (!isFromServer(stanza) || creds.account) return
    options.begun()
    // What was scanned is proven with the secret of that code, however often WhatsApp asks.
    handoff ??= takeHandoff(creds, limits.handoff_ms)
    await acknowledgeUnpaired(socket, creds, stanza)
    // A repeated request begins anew, unless the owner's signature is on its way.
    if (!mayAsk()) return
    const bytes =
      bytesOf(stanza, 'passkey_request_options') ??
      bytesOf(
        await ask('get', { tag: 'passkey_request_options', attrs: {} }),
        'passkey_request_options'
      )
    if (!mayAsk()) return
    const wanted = readOptions(bytes)
    if (!wanted) return fail('refused', 'WhatsApp does not say what has to be signed')
    const timeout = Number(wanted['timeout'])
    const life_ms = timeout > 0 && timeout <= limits.sign_ms ? timeout : limits.sign_ms
    enter({ at: 'awaiting_assertion', wanted }, life_ms, 'expired')
    changed({ type: 'passkey_required', options: wanted, expires_at: inMs(life_ms) })
  }

  const mayAsk = (): boolean => state.at === 'idle' || state.at === 'awaiting_assertion'

  const submit = (assertion: PasskeyAssertion, trusted: boolean): void => {
    if (state.at !== 'awaiting_assertion' || !handoff || !isSigned(assertion, state.wanted))
      throw new PasskeyNotExpected(state.at)
    const proof = trusted && Date.now() < handoff.until_ms ? handoff.key : null
    const asking = enter({ at: 'awaiting_ref' }, limits.continuation_ms, 'no_answer')
    changed({ type: 'passkey_signed', expires_at: inMs(limits.continuation_ms) })
    handIn(asking, assertion, proof).catch(refused)
  }

  const handIn = async (
    asking: State,
    assertion: PasskeyAssertion,
    proof: Buffer | null
  ): Promise<void> => {
    const ref = bytesOf(await ask('get', { tag: 'ref', attrs: {} }), 'ref')
    if (!ref) throw new Error('WhatsApp gave no reference')
    if (!isStill(asking)) return
    const prologue = createPrologue(ref.toString('utf8'))
    // Before it is sent: the phone may be quicker than the answer.
    enter(
      { at: 'awaiting_continuation', prologue, proven: proof !== null },
      limits.continuation_ms,
      'no_continuation'
    )
    await ask('set', {
      tag: 'passkey_prologue',
      attrs: {},
      content: [
        bytesNode('credential_id', Buffer.from(assertion.rawId, 'base64url')),
        bytesNode('webauthn_assertion', encodeAssertion(assertion)),
        bytesNode('prologue_payload', prologue.payload),
        ...(proof
          ? [bytesNode('pairing_handoff_proof', handoffProof(proof, prologue.payload))]
          : [])
      ]
    })
  }

  const continued = async (stanza: BinaryNode): Promise<void> => {
    if (!isFromServer(stanza) || creds.account) return
    await acknowledgeUnpaired(socket, creds, stanza)
    if (state.at !== 'awaiting_continuation') return
    const { prologue, proven } = state
    const primary = bytesOf(stanza, 'primary_ephemeral_identity')
    if (!primary) return fail('refused', 'the phone revealed nothing')
    const agreement = agree(prologue, primary)
    const revealing = enter({ at: 'revealing' }, limits.continuation_ms, 'no_answer')
    await ask('set', bytesNode('companion_nonce', prologue.nonce))
    if (!isStill(revealing)) return
    enter({ at: 'awaiting_confirmation', agreement }, limits.compare_ms, 'not_confirmed')
    const expires_at = inMs(proven ? limits.link_ms : limits.compare_ms)
    changed({ type: 'passkey_code', code: agreement.code, confirm: !proven, expires_at })
    if (proven) confirm()
  }

  const confirm = (): void => {
    if (state.at !== 'awaiting_confirmation' || !handoff) throw new PasskeyNotExpected(state.at)
    const { agreement } = state
    enter({ at: 'awaiting_link' }, limits.link_ms, 'no_answer')
    changed({ type: 'passkey_confirmed', expires_at: inMs(limits.link_ms) })
    const sealed = sealPairingRequest(agreement.key, {
      noise_public: creds.noiseKey.public,
      identity_public: creds.signedIdentityKey.public,
      adv_secret: Buffer.from(handoff.next_secret, 'base64')
    })
    ask('set', bytesNode('encrypted_pairing_request', sealed)).catch(refused)
  }

  const refused = (error: Error): void => {
    const silent = (error as { output?: { statusCode?: number } }).output?.statusCode === 408
    fail(silent ? 'no_answer' : 'refused', error.message)
  }

  const on = (event: string, handle: (stanza: BinaryNode) => Promise<void>): void => {
    socket.ws.on(event, (stanza: BinaryNode) => {
      handle(stanza).catch(refused)
    })
  }
  on('CB:notification,type:passkey_prologue_request', requested)
  on('CB:notification,type:crsc_continuation', continued)
  // The phone vouches with the secret it was given, whatever was agreed on meanwhile by a code that was typed once more.
  socket.ws.prependListener('CB:iq,,pair-success', () => {
    if (state.at === 'awaiting_link' && handoff) creds.advSecretKey = handoff.next_secret
  })

  return { submit, confirm, stop }
}

/** On the wire the server is a token or a JID without a user. */
const isFromServer = ({ attrs }: BinaryNode): boolean =>
  attrs['from'] === S_WHATSAPP_NET || attrs['from'] === S_WHATSAPP_NET.slice(1)

type Handoff = { key: Buffer; until_ms: number; next_secret: string }

/** The secret was on a screen: it proves what was scanned, and a new one takes its place. */
const takeHandoff = (creds: AuthenticationCreds, life_ms: number): Handoff => {
  const key = handoffKey(Buffer.from(creds.advSecretKey, 'base64'))
  const next_secret = randomBytes(32).toString('base64')
  creds.advSecretKey = next_secret
  return { key, until_ms: Date.now() + life_ms, next_secret }
}

/** Null: it is nothing that an owner could sign. */
const readOptions = (bytes: Buffer | null): PasskeyOptions | null => {
  if (!bytes || bytes.length > options_bytes_max) return null
  const read = JSON.parse(bytes.toString('utf8')) as Record<string, unknown> | null
  return typeof read?.['challenge'] === 'string' ? (read as PasskeyOptions) : null
}

const inMs = (ms: number): Date => new Date(Date.now() + ms)

const bytesNode = (tag: string, content: Uint8Array): BinaryNode => ({ tag, attrs: {}, content })

const bytesOf = ({ content }: BinaryNode, tag: string): Buffer | null => {
  const child = (Array.isArray(content) ? content : []).find((one) => one.tag === tag)
  if (child?.content instanceof Uint8Array) return Buffer.from(child.content)
  return typeof child?.content === 'string' ? Buffer.from(child.content) : null
}
