import { GroupRefusal } from '../groups/group-rights.ts'
import { isAdmin } from '../groups/groups.ts'
import { type Input, oneOf, optionalFlag, optionalText, text } from '../lib/input.ts'
import { newMessageId } from '../messages/say.ts'
import {
  isGroupTarget,
  isStatusPlace,
  type StatusPlace,
  sayMessageTo,
  type Target
} from '../messages/say-to.ts'
import { type SealForm, sealEdit } from '../messages/sealed-edits.ts'
import type { Phone } from '../phones/phone.ts'
import { lidJid, pnJid, STATUS_JID } from '../wire/jid.ts'
import { proto } from '../wire/wire.ts'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import { getPlace } from './control-groups.ts'
import { getPhone } from './control-phones.ts'

const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type
const { MESSAGE_EDIT: SEALED_EDIT, EVENT_EDIT } = proto.Message.SecretEncryptedMessage.SecretEncType
const FORMS = ['plain', 'lid', 'pn', 'lid_pn', 'pn_lid'] as const
const BY_AUTHOR = { edit: '1', revoke: '7' }
const BY_ADMIN = '8'

export const EDIT_CALLS: Record<string, Call> = {
  edit: (world, input) => {
    const { phone, to, id, author, key } = readTarget(world, input)
    const form = oneOf(input, 'form', FORMS) ?? 'lid'
    const given = optionalText(input, 'message')
    const content = given === undefined ? null : proto.Message.decode(Buffer.from(given, 'base64'))
    if (content?.eventMessage) {
      const message = {
        secretEncryptedMessage: sealed(
          id,
          author,
          phone,
          form === 'plain' ? 'lid' : form,
          content,
          key,
          true
        )
      }
      return sayChange(world, phone, to, message, BY_AUTHOR.edit, input)
    }
    const order: proto.IMessage = {
      protocolMessage: {
        key,
        type: MESSAGE_EDIT,
        editedMessage: content ?? { conversation: text(input, 'text') },
        timestampMs: Date.now()
      }
    }
    const message: proto.IMessage =
      form === 'plain'
        ? { editedMessage: { message: order } }
        : { secretEncryptedMessage: sealed(id, author, phone, form, order, key) }
    return sayChange(world, phone, to, message, BY_AUTHOR.edit, input)
  },
  revoke: (world, input) => {
    const { phone, to, key } = readTarget(world, input)
    const as_admin = optionalFlag(input, 'as_admin') ?? false
    if (as_admin && !(isGroupTarget(to) && isAdmin(to, phone)))
      throw new GroupRefusal('403', 'only admins take away what others have said')
    const message = { protocolMessage: { key, type: REVOKE } }
    return sayChange(world, phone, to, message, as_admin ? BY_ADMIN : BY_AUTHOR.revoke, input)
  }
}

const sealed = (
  id: string,
  author: Phone,
  editor: Phone,
  form: SealForm,
  order: proto.IMessage,
  key: proto.IMessageKey,
  of_event = false
): proto.Message.ISecretEncryptedMessage => ({
  targetMessageKey: key,
  ...sealEdit(id, author, editor, form, order, of_event ? 'Event Edit' : 'Message Edit'),
  secretEncType: of_event ? EVENT_EDIT : SEALED_EDIT
})

const sayChange = async (
  world: World,
  phone: Phone,
  to: Target | StatusPlace,
  message: proto.IMessage,
  edit: string,
  input: Input
): Promise<{ id: string }> => {
  const id = optionalText(input, 'change_id') ?? newMessageId()
  const payload = proto.Message.encode(message).finish()
  await sayMessageTo(world, phone, to, payload, { id, stanza_type: 'text', attrs: { edit } })
  return { id }
}

/** The message that is changed, and who has written it: the one who changes it unless said otherwise. */
const readTarget = (world: World, input: Input) => {
  const phone = getPhone(world, input)
  const to = getPlace(world, input, 'to')
  const author = input.author === undefined ? phone : getPhone(world, input, 'author')
  const id = text(input, 'id')
  const by_lid = isGroupTarget(to) ? to.addressing === 'lid' : phone.settings.lid_addressing
  const named = (one: Phone): string => (by_lid ? lidJid(one.lid) : pnJid(one.number))
  const place = isStatusPlace(to) ? STATUS_JID : isGroupTarget(to) ? to.jid : null
  const key: proto.IMessageKey = {
    remoteJid: place ?? named(to as Phone),
    fromMe: author === phone,
    id,
    participant: place === null ? null : named(author)
  }
  return { phone, to, id, author, key }
}
