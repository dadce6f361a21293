import { setAction } from '../appstate/app-state-changes.ts'
import {
  type Input,
  InputError,
  oneOf,
  optionalFlag,
  optionalText,
  optionalTexts
} from '../lib/input.ts'
import type { Phone } from '../phones/phone.ts'
import { STATUS_PRIVACY_TYPES, setPrivacy } from '../phones/profile.ts'
import { changeAbout, changeBlocked, changePicture } from '../phones/profile-changes.ts'
import { profileShown } from '../phones/profile-shown.ts'
import { pnJid } from '../wire/jid.ts'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import { getPhone } from './control-phones.ts'

export const PROFILE_CALLS: Record<string, Call> = {
  set_profile: (world, input) => {
    const phone = getPhone(world, input)
    setNames(world, phone, input)
    const picture = optionalText(input, 'picture')
    if (input.picture === null) changePicture(world, phone, null, null)
    if (picture !== undefined) changePicture(world, phone, Buffer.from(picture, 'base64'), null)
    for (const [name, value] of Object.entries(optionalTextsByName(input, 'privacy'))) {
      if (!setPrivacy(phone.profile, name, value)) {
        throw new InputError(`privacy has no ${name} that can be ${value}`)
      }
    }
    const statuses = oneOf(input, 'statuses', STATUS_PRIVACY_TYPES)
    if (statuses) {
      const people = optionalTexts(input, 'statuses_people') ?? []
      const numbers = people.map((number) => getPhone(world, { number }).number)
      phone.profile.status_privacy = { type: statuses, people: numbers }
    }
    return profileShown(phone)
  },
  mute_statuses: (world, input) => {
    const phone = getPhone(world, input)
    const muted = optionalFlag(input, 'muted') ?? true
    setAction(world, phone, 'regular_high', {
      version: 7,
      index: ['userStatusMute', pnJid(getPhone(world, input, 'who').number)],
      value: { userStatusMuteAction: { muted }, timestamp: Date.now() }
    })
  },
  block: (world, input) => {
    const phone = getPhone(world, input)
    const blocked = optionalFlag(input, 'blocked') ?? true
    changeBlocked(world, phone, getPhone(world, input, 'who'), blocked, null)
    return profileShown(phone)
  }
}

const setNames = (world: World, phone: Phone, input: Input): void => {
  const name = optionalText(input, 'name')
  const about = optionalText(input, 'about')
  if (about !== undefined) changeAbout(world, phone, about, null)
  if (name === undefined) return
  const value = { pushNameSetting: { name }, timestamp: Date.now() }
  setAction(world, phone, 'critical_block', { index: ['setting_pushName'], version: 1, value })
}

const optionalTextsByName = (input: Input, name: string): Record<string, string> => {
  const value = input[name] ?? {}
  const wrong = typeof value !== 'object' || Object.values(value).some((v) => typeof v !== 'string')
  if (wrong) throw new InputError(`${name} must be an object of texts`)
  return value as Record<string, string>
}
