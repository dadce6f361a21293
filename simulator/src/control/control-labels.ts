import type { CollectionName } from '../appstate/app-state.ts'
import { setAction } from '../appstate/app-state-changes.ts'
import type { Action } from '../appstate/app-state-crypto.ts'
import { chatJid } from '../appstate/history-content.ts'
import {
  type Input,
  InputError,
  optionalFlag,
  optionalNumber,
  optionalText,
  text
} from '../lib/input.ts'
import { findInChat } from '../messages/chats.ts'
import type { Phone } from '../phones/phone.ts'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import { getPhone } from './control-phones.ts'

const collection: CollectionName = 'regular'

/** What the owner of a WhatsApp Business phone does to labels, told to every linked device. */
export const LABEL_CALLS: Record<string, Call> = {
  set_label: (world, input) => {
    const phone = getPhone(world, input)
    const label = text(input, 'label')
    const labelEditAction = {
      name: optionalText(input, 'name') ?? null,
      color: optionalNumber(input, 'color') ?? 0,
      predefinedId: optionalNumber(input, 'predefined') ?? null,
      deleted: optionalFlag(input, 'deleted') ?? false
    }
    set(world, phone, ['label_edit', label], { labelEditAction })
  },
  label_chat: (world, input) => {
    const phone = getPhone(world, input)
    const given = text(input, 'chat')
    const key = given.includes('@g.us') ? given : getPhone(world, input, 'chat').number
    const labelAssociationAction = { labeled: optionalFlag(input, 'labeled') ?? true }
    set(world, phone, placeOf(world, phone, key, input), { labelAssociationAction })
  }
}

const placeOf = (world: World, phone: Phone, key: string, input: Input): string[] => {
  const place = [text(input, 'label'), chatJid(world, key)]
  const id = optionalText(input, 'message')
  if (id === undefined) return ['label_jid', ...place]
  const message = findInChat(phone.chats.get(key), id)
  if (!message) throw new InputError(`the chat has no message ${id}`, 404)
  return ['label_message', ...place, id, message.from_me ? '1' : '0', '0']
}

const set = (world: World, phone: Phone, index: string[], value: Action['value']): void =>
  setAction(world, phone, collection, {
    version: 3,
    index,
    value: { ...value, timestamp: Date.now() }
  })
