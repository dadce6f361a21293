import {
  type Input,
  InputError,
  optionalFlag,
  optionalText,
  optionalTextRecord,
  text
} from '../lib/input.ts'
import { newMessageId } from '../messages/say.ts'
import { isGroupTarget, sayMessageTo } from '../messages/say-to.ts'
import type { Phone } from '../phones/phone.ts'
import { lidJid, pnJid } from '../wire/jid.ts'
import { proto } from '../wire/wire.ts'
import type { Call } from './call.ts'
import { getTarget } from './control-groups.ts'
import { getPhone } from './control-phones.ts'

/** Kinds of messages that are neither texts nor files. */
export const KIND_CALLS: Record<string, Call> = {
  send_location: async (world, input) => {
    const id = newMessageId()
    const message: proto.IMessage = {
      locationMessage: {
        degreesLatitude: degrees(input, 'latitude'),
        degreesLongitude: degrees(input, 'longitude'),
        name: optionalText(input, 'name') ?? null,
        address: optionalText(input, 'address') ?? null,
        isLive: optionalFlag(input, 'live') ?? null
      }
    }
    const options = { id, stanza_type: 'media', mediatype: 'location' }
    const payload = proto.Message.encode(message).finish()
    await sayMessageTo(
      world,
      getPhone(world, input),
      getTarget(world, input, 'to'),
      payload,
      options
    )
    return { id }
  },
  react: async (world, input) => {
    const phone = getPhone(world, input)
    const to = getTarget(world, input, 'to')
    const in_group = isGroupTarget(to)
    const author =
      input.author === undefined ? (in_group ? phone : to) : getPhone(world, input, 'author')
    const by_lid = in_group ? to.addressing === 'lid' : phone.settings.lid_addressing
    const named = (one: Phone): string => (by_lid ? lidJid(one.lid) : pnJid(one.number))
    const message: proto.IMessage = {
      reactionMessage: {
        key: {
          remoteJid: in_group ? to.jid : named(to),
          fromMe: author === phone,
          id: text(input, 'id'),
          participant: in_group ? named(author) : null
        },
        text: typeof input.emoji === 'string' ? input.emoji : '',
        senderTimestampMs: Date.now()
      }
    }
    const id = optionalText(input, 'reaction_id') ?? newMessageId()
    const attrs = { 'decrypt-fail': 'hide', ...optionalTextRecord(input, 'attrs') }
    const payload = proto.Message.encode(message).finish()
    await sayMessageTo(world, phone, to, payload, { id, stanza_type: 'reaction', attrs })
    return { id }
  }
}

const degrees = (input: Input, name: string): number => {
  const value = input[name]
  if (typeof value !== 'number') throw new InputError(`${name} must be a number`)
  return value
}
