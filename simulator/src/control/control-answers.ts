import {
  type Input,
  InputError,
  oneOf,
  optionalFlag,
  optionalNumber,
  optionalText,
  optionalTextRecord,
  optionalTexts,
  text
} from '../lib/input.ts'
import { newMessageId } from '../messages/say.ts'
import { chatKeyOf, isGroupTarget, sayMessageTo } from '../messages/say-to.ts'
import { optionHash, sealAnswer, type Use } from '../messages/sealed-answers.ts'
import { attributesOf } from '../messages/stanza-attributes.ts'
import type { Phone } from '../phones/phone.ts'
import { lidJid, pnJid } from '../wire/jid.ts'
import { proto } from '../wire/wire.ts'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import { getTarget } from './control-groups.ts'
import { getPhone } from './control-phones.ts'

const FORMS = ['lid', 'pn', 'lid_pn', 'pn_lid'] as const
const { GOING, NOT_GOING, MAYBE } = proto.Message.EventResponseMessage.EventResponseType
const RESPONSES = { going: GOING, not_going: NOT_GOING, maybe: MAYBE } as const

/** Answers to what a message asks: votes in polls, and whether somebody comes to an event. */
export const ANSWER_CALLS: Record<string, Call> = {
  vote: (world, input) => {
    const selectedOptions = (optionalTexts(input, 'options') ?? []).map(optionHash)
    const vote = proto.Message.PollVoteMessage.encode({ selectedOptions }).finish()
    return sayAnswer(world, input, 'Poll Vote', vote, (key, sealed) => ({
      pollUpdateMessage: {
        pollCreationMessageKey: key,
        vote: sealed,
        senderTimestampMs: Date.now()
      }
    }))
  },
  respond: (world, input) => {
    const response = oneOf(input, 'response', ['going', 'not_going', 'maybe'] as const)
    if (!response) throw new InputError('response is missing')
    const answer = proto.Message.EventResponseMessage.encode({
      response: RESPONSES[response],
      timestampMs: Date.now(),
      extraGuestCount: optionalNumber(input, 'extra_guests') ?? 0
    }).finish()
    return sayAnswer(world, input, 'Event Response', answer, (key, sealed) => ({
      encEventResponseMessage: { eventCreationMessageKey: key, ...sealed }
    }))
  },
  react_sealed: (world, input) => {
    const emoji = typeof input.emoji === 'string' ? input.emoji : ''
    const reaction = proto.Message.ReactionMessage.encode({
      text: emoji,
      senderTimestampMs: Date.now()
    }).finish()
    return sayAnswer(world, input, 'Enc Reaction', reaction, (key, sealed) => ({
      encReactionMessage: { targetMessageKey: key, ...sealed }
    }))
  },
  comment: (world, input) => {
    const conversation = text(input, 'text')
    const alone = optionalFlag(input, 'alone')
    const message: proto.IMessage = { conversation }
    const comment = alone
      ? proto.Message.encode(message).finish()
      : proto.Message.CommentMessage.encode({
          message,
          targetMessageKey: { id: text(input, 'id') }
        }).finish()
    return sayAnswer(world, input, 'Enc Comment', comment, (key, sealed) => ({
      encCommentMessage: { targetMessageKey: key, ...sealed }
    }))
  }
}

const sayAnswer = async (
  world: World,
  input: Input,
  use: Use,
  answer: Uint8Array,
  write: (
    key: proto.IMessageKey,
    sealed: { encPayload: Uint8Array; encIv: Uint8Array }
  ) => proto.IMessage
): Promise<{ id: string }> => {
  const phone = getPhone(world, input)
  const to = getTarget(world, input, 'to')
  const in_group = isGroupTarget(to)
  const author = input.author === undefined && !in_group ? to : getPhone(world, input, 'author')
  const by_lid = in_group ? to.addressing === 'lid' : phone.settings.lid_addressing
  const named = (one: Phone): string => (by_lid ? lidJid(one.lid) : pnJid(one.number))
  const id = text(input, 'id')
  const key: proto.IMessageKey = {
    remoteJid: in_group ? to.jid : named(to),
    fromMe: author === phone,
    id,
    participant: in_group ? named(author) : null
  }
  const form = oneOf(input, 'form', FORMS) ?? (by_lid ? 'lid' : 'pn')
  const asked = { id, author, chat: chatKeyOf(to) }
  const message = write(key, sealAnswer(phone, asked, use, form, answer))
  const answer_id = optionalText(input, 'answer_id') ?? newMessageId()
  await sayMessageTo(world, phone, to, proto.Message.encode(message).finish(), {
    ...attributesOf(message),
    id: answer_id,
    attrs: { 'decrypt-fail': 'hide', ...optionalTextRecord(input, 'attrs') }
  })
  return { id: answer_id }
}
