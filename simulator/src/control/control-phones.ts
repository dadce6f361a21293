import {
  type Input,
  InputError,
  oneOf,
  optionalFlag,
  optionalNumber,
  optionalText,
  optionalTexts,
  text
} from '../lib/input.ts'
import { answerAsked } from '../messages/peer-in.ts'
import { readAuthenticator } from '../phones/authenticator.ts'
import { requestFreshCode } from '../phones/code-refresh.ts'
import { refusalOfLogin } from '../phones/login-refusals.ts'
import { scanQr } from '../phones/pairing.ts'
import { enterCode } from '../phones/pairing-code.ts'
import { signFor } from '../phones/passkey.ts'
import type { Phone, PhoneSettings } from '../phones/phone.ts'
import { profileShown } from '../phones/profile-shown.ts'
import type {
  CodeFault,
  CodeRefresh,
  CodeRefusal,
  PasskeyFault,
  PhoneDetails,
  PhoneInfo
} from '../types/types.ts'
import { lidJid, normalizeNumber, parseJid, pnJid } from '../wire/jid.ts'
import { addPhone, phoneByJid, phoneByNumber, type World } from '../world.ts'
import type { Call } from './call.ts'

export const PHONE_CALLS: Record<string, Call> = {
  create_phone: (world, input) => infoOf(createFrom(world, input)),
  create_phones: (world, input) => {
    const count = optionalNumber(input, 'count') ?? 1
    return Array.from({ length: count }, () => infoOf(createFrom(world, input)))
  },
  update_phone: (world, input) => {
    const phone = getPhone(world, input)
    Object.assign(phone.settings, readSettings(input))
    if (!phone.settings.away) answerAsked(world, phone)
    return detailsOf(phone)
  },
  phone: (world, input) => detailsOf(getPhone(world, input)),
  scan: (world, input) => scanQr(world, getPhone(world, input), text(input, 'qr')),
  enter_code: (world, input) => enterCode(world, getPhone(world, input), text(input, 'code')),
  set_passkey: (world, input) => {
    const phone = getPhone(world, input)
    const credential_id = text(input, 'credential_id')
    const public_key = text(input, 'public_key')
    try {
      phone.authenticator = readAuthenticator({ credential_id, public_key })
    } catch (error) {
      throw new InputError(`public_key is not an SPKI key: ${(error as Error).message}`)
    }
    phone.settings.passkey = true
    return detailsOf(phone)
  },
  sign_passkey: (world, input) => {
    const { options } = input as { options?: { challenge?: unknown } }
    if (typeof options?.challenge !== 'string')
      throw new InputError('options.challenge must be a text')
    const phone = getPhone(world, input)
    if (phone.authenticator?.private_key === null)
      throw new InputError('the passkey of this account is kept elsewhere', 409)
    return signFor(phone, { challenge: options.challenge })
  },
  passkey_code: (world, input) => {
    const { ceremony } = getPhone(world, input)
    return { code: ceremony?.code ?? null, proven: ceremony?.proven ?? false }
  },
  refresh_codes: async (world, input) => {
    const form = oneOf(input, 'form', ['refresh', 'rotate'] as const) ?? 'refresh'
    const waiting = [...world.pairings.by_connection.values()]
    await Promise.all(waiting.map((pairing) => requestFreshCode(world, pairing, form)))
    return { asked: waiting.length }
  }
}

/** The phone a call is about; an unknown number is a 404. */
export const getPhone = (world: World, input: Input, field = 'number'): Phone => {
  const given = text(input, field)
  const jid = parseJid(given)
  const phone = jid ? phoneByJid(world, jid) : phoneByNumber(world, normalizeNumber(given))
  if (!phone) throw new InputError(`there is no phone with the number ${given}`, 404)
  return phone
}

const createFrom = (world: World, input: Input): Phone => {
  const given = optionalText(input, 'number')
  const number = given === undefined ? freeNumber(world) : normalizeNumber(given)
  if (!/^\d{5,15}$/.test(number)) throw new InputError('number must have 5 to 15 digits')
  if (world.phones.has(number)) throw new InputError(`the number ${number} exists already`, 409)
  return addPhone(world, number, readSettings(input))
}

/** Numbers of a range that no country has. */
const freeNumber = (world: World): string => {
  const first = 99_900_000_000
  let next = first + world.phones.size
  while (world.phones.has(String(next))) next += 1
  return String(next)
}

const PASSKEY_FAULTS = [
  'options_omitted',
  'two_requests',
  'refuse_ref',
  'refuse_prologue',
  'no_continuation',
  'refuse_nonce',
  'refuse_request',
  'no_link'
] as const satisfies PasskeyFault[]

const CODE_REFUSALS = [
  '400',
  '403',
  '404',
  '428',
  '429',
  '500',
  'silent',
  'no_ref'
] as const satisfies CodeRefusal[]
export const CODE_REFRESHES = ['none', 'refresh', 'rotate', 'late'] as const satisfies CodeRefresh[]
const CODE_FAULTS = ['two_hellos', 'refresh_code'] as const satisfies CodeFault[]

const readSettings = (input: Input): Partial<PhoneSettings> => {
  const settings: { [K in keyof PhoneSettings]: PhoneSettings[K] | undefined } = {
    name: optionalText(input, 'name'),
    has_lid: optionalFlag(input, 'has_lid'),
    lid_addressing: optionalFlag(input, 'lid_addressing'),
    hides_number: optionalFlag(input, 'hides_number'),
    username: input.username === null ? null : optionalText(input, 'username'),
    aliases: optionalTexts(input, 'aliases'),
    auto_delivered: optionalFlag(input, 'auto_delivered'),
    auto_read: optionalFlag(input, 'auto_read'),
    auto_reply: input.auto_reply === null ? null : optionalText(input, 'auto_reply'),
    delivered_delay_ms: optionalNumber(input, 'delivered_delay_ms'),
    read_delay_ms: optionalNumber(input, 'read_delay_ms'),
    history_per_chat: optionalNumber(input, 'history_per_chat'),
    history_inline_max: optionalNumber(input, 'history_inline_max'),
    passkey: optionalFlag(input, 'passkey'),
    passkey_fault:
      input.passkey_fault === null ? null : oneOf(input, 'passkey_fault', PASSKEY_FAULTS),
    code_refresh: input.code_refresh === null ? null : oneOf(input, 'code_refresh', CODE_REFRESHES),
    code_refusal: input.code_refusal === null ? null : oneOf(input, 'code_refusal', CODE_REFUSALS),
    code_fault: input.code_fault === null ? null : oneOf(input, 'code_fault', CODE_FAULTS),
    passkey_timeout_ms: optionalNumber(input, 'passkey_timeout_ms'),
    away: optionalFlag(input, 'away')
  }
  const given = Object.entries(settings).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Partial<PhoneSettings>
}

const infoOf = (phone: Phone): PhoneInfo => ({
  number: phone.number,
  jid: pnJid(phone.number),
  lid: lidJid(phone.lid),
  name: phone.settings.name
})

const detailsOf = (phone: Phone): PhoneDetails => ({
  ...infoOf(phone),
  ...phone.settings,
  ...phone.counters,
  ...profileShown(phone),
  banned: refusalOfLogin(phone)?.reason === 406,
  devices: [...phone.devices.values()].map((device) => ({
    device: device.id,
    connected: device.connection !== null && !device.connection.half_open,
    queued: device.queue.entries.size,
    prekeys: device.prekeys.length
  })),
  presences: [...phone.presences].map(([number, presence]) => ({ number, ...presence }))
})
