import { optionalFlag, optionalText, optionalTextRecord, text } from '../lib/input.ts'
import { newMessageId } from '../messages/say.ts'
import { sayMessageTo } from '../messages/say-to.ts'
import { messageSecret } from '../messages/sealed-edits.ts'
import { attributesOf } from '../messages/stanza-attributes.ts'
import { proto } from '../wire/wire.ts'
import type { Call } from './call.ts'
import { getPlace } from './control-groups.ts'
import { getPhone } from './control-phones.ts'

/** Contents that a program has put together: a phone sends them as it sends its own. */
export const CONTENT_CALLS: Record<string, Call> = {
  send_content: async (world, input) => {
    const phone = getPhone(world, input)
    const id = optionalText(input, 'id') ?? newMessageId()
    const given = proto.Message.decode(Buffer.from(text(input, 'message'), 'base64'))
    const messageContextInfo = {
      ...given.messageContextInfo,
      messageSecret: messageSecret(phone.number, id),
      ...(optionalFlag(input, 'as_it_is') && given.messageContextInfo)
    }
    const payload = proto.Message.encode({ ...given, messageContextInfo }).finish()
    await sayMessageTo(world, phone, getPlace(world, input, 'to'), payload, {
      ...attributesOf(given),
      id,
      attrs: optionalTextRecord(input, 'attrs')
    })
    return { id }
  }
}
