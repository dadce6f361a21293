import { createCipheriv, createDecipheriv, hkdfSync, pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { Connection } from '../wire/connection.ts'
import { normalizeNumber, SERVER_JID } from '../wire/jid.ts'
import { bytesOfChild, childOf, node, nowSeconds } from '../wire/node.ts'
import {
  type BinaryNode,
  calculateAgreement,
  generateKeyPair,
  withKeyType,
  withoutKeyType
} from '../wire/wire.ts'
import { runLater, serverId, type World } from '../world.ts'
import { requestFreshCode } from './code-refresh.ts'
import { type Linked, vouch } from './pairing.ts'
import type { CodeRequest, PendingPairing } from './pairing-refs.ts'
import { type Phone, signalOf } from './phone.ts'

const deriveKey = promisify(pbkdf2)
const ITERATIONS = 2 << 16
const FINISH_TIMEOUT_MS = 20_000
const SECOND_WORD_MS = 1_000
const WRONG_CODE = 'The code is wrong.'

/** Answers the two things a companion says when it wants to be linked by a code; null: there is no answer. */
export const handleLinkCode = (
  world: World,
  connection: Connection,
  request: BinaryNode
): BinaryNode | null => {
  const registration = childOf(request, 'link_code_companion_reg')
  const pairing = world.pairings.by_connection.get(connection)
  const result = { id: request.attrs.id, from: SERVER_JID, type: 'result' }
  const refuse = (code: string) =>
    node('iq', { ...result, type: 'error' }, [
      node('error', { code, text: REFUSALS[code] ?? 'bad-request' })
    ])
  if (!registration || !pairing) return refuse('400')
  if (registration.attrs.stage !== 'companion_hello')
    return finishes(pairing, registration) ? node('iq', result) : refuse('400')

  world.stats.code_requests += 1
  const wrapped = bytesOfChild(registration, 'link_code_pairing_wrapped_companion_ephemeral_pub')
  const display = bytesOfChild(registration, 'companion_platform_display')?.toString('utf8')
  if (wrapped?.length !== 80 || !DISPLAY.test(display ?? '')) return refuse('400')
  const number = normalizeNumber(registration.attrs.jid ?? '')
  const refusal = world.phones.get(number)?.settings.code_refusal ?? null
  if (refusal === 'silent') return null
  if (refusal !== null && refusal !== 'no_ref') return refuse(refusal)
  const ref = randomBytes(24)
  pairing.code = { number, ref, wrapped_ephemeral: wrapped, finish: null }
  const content = refusal === null ? [node('link_code_pairing_ref', {}, ref)] : []
  return node('iq', result, [
    node('link_code_companion_reg', { stage: 'companion_hello' }, content)
  ])
}

/** What real servers say with each. */
const REFUSALS: Record<string, string> = {
  '400': 'bad-request',
  '403': 'forbidden',
  '404': 'item-not-found',
  '428': 'precondition-required',
  '429': 'rate-overlimit',
  '500': 'internal-server-error'
}

/** The real server takes none but known browsers on known systems. */
const DISPLAY = /^(?:Chrome|Edge|Firefox|Opera|Safari) \((?:Android|Linux|Mac OS|Ubuntu|Windows)\)$/

/** The companion's answer to what the phone said; false: it is none. */
const finishes = (pairing: PendingPairing, registration: BinaryNode): boolean => {
  const bundle = bytesOfChild(registration, 'link_code_pairing_wrapped_key_bundle')
  const identity = bytesOfChild(registration, 'companion_identity_public')
  const ref = bytesOfChild(registration, 'link_code_pairing_ref')
  const { code } = pairing
  if (!code?.finish || !bundle || !identity || !ref?.equals(code.ref)) return false
  code.finish(bundle, identity)
  return true
}

/** The phone's owner types a code; resolves when the device is linked. */
export const enterCode = async (world: World, phone: Phone, code: string): Promise<Linked> => {
  const pairing = newestRequest(world, phone.number)
  if (!pairing?.code) throw new Error('No device asked to be linked to this number by a code.')
  const request = pairing.code
  const adv_secret = await agreeOnSecret(world, phone, pairing, request, code)
  // A real phone takes its time, so that whatever the device makes of the second word it has made by then.
  if (phone.settings.code_fault === 'two_hellos')
    await new Promise<void>((resolve) => void runLater(world, SECOND_WORD_MS, resolve))
  if (phone.settings.code_fault === 'refresh_code') sayLinkCode(world, pairing, 'refresh_code', [])
  const form = phone.settings.code_refresh ?? world.season.code_refresh
  // The secret both sides have agreed on stays.
  if (form === 'refresh' || form === 'rotate') await requestFreshCode(world, pairing, form)
  return vouch(world, phone, pairing, adv_secret)
}

const newestRequest = (world: World, number: string): PendingPairing | undefined =>
  [...world.pairings.by_connection.values()]
    .filter((pairing) => pairing.code?.number === number && !pairing.connection.closed)
    .at(-1)

const agreeOnSecret = async (
  world: World,
  phone: Phone,
  pairing: PendingPairing,
  request: CodeRequest,
  code: string
): Promise<Buffer> => {
  const typed = code.replace(/[\s-]/g, '').toUpperCase()
  const companion_ephemeral = await unwrap(typed, request.wrapped_ephemeral)
  const ephemeral = generateKeyPair()
  const identity = signalOf(phone).identity
  const wrapped = await wrap(typed, withoutKeyType(ephemeral.pubKey))
  const finished = awaitFinish(world, pairing, request)
  const hello = [
    node('link_code_pairing_wrapped_primary_ephemeral_pub', {}, wrapped),
    node('primary_identity_pub', {}, withoutKeyType(identity.pubKey)),
    node('link_code_pairing_ref', {}, request.ref)
  ]
  sayLinkCode(world, pairing, 'primary_hello', hello)
  if (phone.settings.code_fault === 'two_hellos')
    sayLinkCode(world, pairing, 'primary_hello', hello)
  const { bundle, companion_identity } = await finished
  const shared = calculateAgreement(withKeyType(companion_ephemeral), ephemeral.privKey)
  const opened = openBundle(bundle, shared)
  // A wrong code shows only here: both sides took a different key for the other's ephemeral one.
  const fits =
    opened?.subarray(0, 32).equals(companion_identity) &&
    opened.subarray(32, 64).equals(withoutKeyType(identity.pubKey))
  if (!opened || !fits) throw new Error(WRONG_CODE)
  const identity_shared = calculateAgreement(withKeyType(companion_identity), identity.privKey)
  const material = Buffer.concat([shared, identity_shared, opened.subarray(64, 96)])
  return Buffer.from(hkdfSync('sha256', material, '', 'adv_secret', 32))
}

const sayLinkCode = (
  world: World,
  { connection }: PendingPairing,
  stage: string,
  content: BinaryNode[]
): void =>
  connection.send(
    node(
      'notification',
      {
        from: SERVER_JID,
        type: 'link_code_companion_reg',
        id: serverId(world),
        t: nowSeconds()
      },
      [node('link_code_companion_reg', { stage }, content)]
    )
  )

const awaitFinish = (world: World, pairing: PendingPairing, request: CodeRequest) => {
  const { promise, resolve, reject } = Promise.withResolvers<{
    bundle: Buffer
    companion_identity: Buffer
  }>()
  request.finish = (bundle, companion_identity) => resolve({ bundle, companion_identity })
  pairing.connection.onClosed(() => reject(new Error('The device hung up before it was linked.')))
  const cancel = runLater(world, FINISH_TIMEOUT_MS, () =>
    reject(new Error('The device did not answer in time.'))
  )
  return promise.finally(cancel)
}

/** salt (32) ‖ iv (16) ‖ key, encrypted with what the code becomes by PBKDF2. */
const unwrap = async (code: string, wrapped: Buffer): Promise<Buffer> => {
  const key = await deriveKey(code, wrapped.subarray(0, 32), ITERATIONS, 32, 'sha256')
  const decipher = createDecipheriv('aes-256-ctr', key, wrapped.subarray(32, 48))
  return Buffer.concat([decipher.update(wrapped.subarray(48)), decipher.final()])
}

const wrap = async (code: string, public_key: Buffer): Promise<Buffer> => {
  const salt = randomBytes(32)
  const iv = randomBytes(16)
  const key = await deriveKey(code, salt, ITERATIONS, 32, 'sha256')
  const cipher = createCipheriv('aes-256-ctr', key, iv)
  return Buffer.concat([salt, iv, cipher.update(public_key), cipher.final()])
}

/** salt (32) ‖ iv (12) ‖ sealed; null when it was sealed with another key. */
const openBundle = (bundle: Buffer, shared: Uint8Array): Buffer | null => {
  const info = 'link_code_pairing_key_bundle_encryption_key'
  const key = Buffer.from(hkdfSync('sha256', shared, bundle.subarray(0, 32), info, 32))
  const end = bundle.length - 16
  const decipher = createDecipheriv('aes-256-gcm', key, bundle.subarray(32, 44))
  decipher.setAuthTag(bundle.subarray(end))
  const opened = decipher.update(bundle.subarray(44, end))
  try {
    decipher.final()
  } catch {
    // The tag does not fit: this is how a wrong code is noticed, not an accident.
    return null
  }
  return opened
}
