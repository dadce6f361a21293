import { type BinaryNode, isJidGroup, proto } from 'baileys'
import { AppError, type ErrorCode } from '../../../domain/errors.ts'
import { message_errors } from '../../../domain/message.ts'
import type { CallHandlers } from '../../contract.ts'
import { sendError } from '../../refusals.ts'
import { SendInterrupted, SendRefused } from '../../send-errors.ts'
import { refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'

const ack_timeout_ms = 20_000

/** What WhatsApp answers to those who change a group. */
const meanings = new Map<string, ErrorCode>([
  ['401', 'not_a_group_admin'],
  ['403', 'not_a_group_admin'],
  ['404', 'group_not_found'],
  ['406', 'group_not_found'],
  ['410', 'group_not_found']
])

/** How long messages of a chat stay: a group has it as a setting, two people tell each other with a message. */
export const disappearingCalls = (
  context: CallContext
): Pick<CallHandlers, 'set_disappearing'> => ({
  set_disappearing: async ({ chat_id, seconds, set_at, whatsapp_id }, signal) => {
    const at = new Date(set_at)
    if (isJidGroup(chat_id)) await setInGroup(context, chat_id, seconds, signal)
    else await tellPerson(context, { chat_id, seconds, at, whatsapp_id })
    const change = {
      disappearing_seconds: seconds,
      disappearing_set_at: new Date(Math.floor(at.getTime() / 1000) * 1000)
    }
    context.journal.record({ type: 'chat_changed', chat_id, change, news: true })
    await context.journal.settled()
    return {}
  }
})

const setInGroup = async (
  { ask }: CallContext,
  chat_id: string,
  seconds: number,
  signal: AbortSignal
): Promise<void> => {
  const setting: BinaryNode =
    seconds === 0
      ? { tag: 'not_ephemeral', attrs: {} }
      : { tag: 'ephemeral', attrs: { expiration: String(seconds) } }
  await ask({ xmlns: 'w:g2', type: 'set', to: chat_id, content: [setting] }, signal).catch(
    (error) => {
      throw refusalOf(error, meanings)
    }
  )
}

/** The same id each time it is tried: the phone at the other end shows the change once. */
const tellPerson = async (
  { socket, acks, addresses }: CallContext,
  wanted: { chat_id: string; seconds: number; at: Date; whatsapp_id: string }
): Promise<void> => {
  const { chat_id, seconds, at, whatsapp_id } = wanted
  const address = await addresses.find(chat_id)
  const message: proto.IMessage = {
    protocolMessage: {
      type: proto.Message.ProtocolMessage.Type.EPHEMERAL_SETTING,
      ephemeralExpiration: seconds,
      ephemeralSettingTimestamp: Math.floor(at.getTime() / 1000)
    }
  }
  const acknowledged = acks.wait(whatsapp_id, ack_timeout_ms)
  acknowledged.catch(() => undefined)
  try {
    await socket
      .relayMessage(address.to, message, {
        messageId: whatsapp_id,
        additionalAttributes: address.attributes
      })
      .catch((error) => {
        throw sendError(error as Error, chat_id)
      })
    await acknowledged
  } catch (error) {
    throw toldOf(await addresses.judge(error, { whatsapp_id, chat_id, address }))
  }
}

/** What the caller is told of a message that was not taken. */
const toldOf = (error: unknown): unknown => {
  if (error instanceof SendRefused)
    return new AppError(
      'refused_by_whatsapp',
      { whatsapp_code: error.whatsapp_code },
      { cause: error, detail: message_errors[error.code] }
    )
  if (!(error instanceof SendInterrupted)) return error
  const code = error.whatsapp_code ? 'whatsapp_unavailable' : 'call_interrupted'
  return new AppError(code, { whatsapp_code: error.whatsapp_code }, { cause: error })
}
