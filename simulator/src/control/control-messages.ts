import { createBreather } from '../lib/breathe.ts'
import {
  type Input,
  InputError,
  optionalNumber,
  optionalText,
  optionalTextRecord,
  optionalTexts,
  text
} from '../lib/input.ts'
import { type Inbox, listReceived, type ReceivedMessage } from '../messages/inbox.ts'
import { sendDelivered, sendRead } from '../messages/receipts-out.ts'
import { newMessageId } from '../messages/say.ts'
import { chatKeyOf, sayTextTo } from '../messages/say-to.ts'
import { sentKey } from '../messages/sent.ts'
import type { Phone } from '../phones/phone.ts'
import { sendPresence, sendTyping } from '../phones/presence.ts'
import type { Received, ReceivedList, SentStatus } from '../types/types.ts'
import { normalizeNumber, STATUS_JID } from '../wire/jid.ts'
import { runLater, type World } from '../world.ts'
import type { Call } from './call.ts'
import { getPlace, getTarget } from './control-groups.ts'
import { getPhone } from './control-phones.ts'

export const MESSAGE_CALLS: Record<string, Call> = {
  say: async (world, input) => ({ ids: await say(world, input) }),
  say_many: async (world, input) => {
    if (!Array.isArray(input.list)) throw new InputError('list must be a list')
    const ids = await Promise.all(input.list.map((each: Input) => say(world, each)))
    return { ids }
  },
  received: (world, input) => {
    const { total, messages } = listReceived(getPhone(world, input).inbox, {
      ...readFrom(input),
      after: optionalNumber(input, 'after') ?? 0,
      limit: optionalNumber(input, 'limit') ?? 1000
    })
    return { total, messages: messages.map(show) }
  },
  wait_received: (world, input) => waitReceived(world, getPhone(world, input).inbox, input),
  sent_status: (world, input) => statusOf(world, getPhone(world, input), text(input, 'id')),
  read: (world, input) => receipts(world, input, 'read'),
  played: (world, input) => receipts(world, input, 'played'),
  delivered: (world, input) => receipts(world, input, 'delivered'),
  typing: (world, input) =>
    sendTyping(getPhone(world, input), getTarget(world, input, 'to'), text(input, 'state')),
  presence: (world, input) =>
    sendPresence(getPhone(world, input), getPhone(world, input, 'to'), text(input, 'state'))
}

const SAY_MAX = 100_000

const say = async (world: World, input: Input): Promise<string[]> => {
  const from = getPhone(world, input)
  const to = getPlace(world, input, 'to')
  const words = text(input, 'text')
  const given = optionalTexts(input, 'ids')
  const count = optionalNumber(input, 'count') ?? given?.length ?? 1
  if (count > SAY_MAX) throw new InputError(`count can be ${SAY_MAX} at most`)
  const attrs = optionalTextRecord(input, 'attrs')
  const breathe = createBreather()
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    await breathe()
    const id = given?.[index] ?? newMessageId()
    const said = count > 1 ? `${words} #${index + 1}` : words
    await sayTextTo(world, from, to, said, { id, attrs })
    ids.push(id)
  }
  return ids
}

const WAIT_MAX_MS = 120_000

/** Answers as soon as enough messages match, or says how many did when the time is up. */
const waitReceived = (world: World, inbox: Inbox, input: Input): Promise<ReceivedList> => {
  const id = optionalText(input, 'id')
  const words = optionalText(input, 'text')
  const wanted = optionalNumber(input, 'count') ?? 1
  const timeout_ms = Math.min(optionalNumber(input, 'timeout_ms') ?? 30_000, WAIT_MAX_MS)
  const query = readFrom(input)
  const matches = (message: ReceivedMessage): boolean =>
    (id === undefined || message.id === id) && (words === undefined || message.text === words)
  const everything = id === undefined && words === undefined && query.from === undefined

  const { promise, resolve, reject } = Promise.withResolvers<ReceivedList>()
  const look = (): boolean => {
    // Counting is enough while nothing is asked of the messages themselves.
    if (everything && inbox.total < wanted) return false
    const found = listReceived(inbox, { ...query, limit: Infinity }).messages.filter(matches)
    if (found.length < wanted && !(everything && inbox.total >= wanted)) return false
    resolve({
      total: everything ? inbox.total : found.length,
      messages: found.slice(-1000).map(show)
    })
    return true
  }
  if (look()) return promise
  inbox.waiting.add(look)
  const cancel = runLater(world, timeout_ms, () => {
    const { total } = listReceived(inbox, query)
    const what = id ?? words ?? 'a message'
    const waited = `waited ${timeout_ms} ms for ${wanted} × "${what}"`
    reject(new InputError(`${waited}; the phone has received ${total} in all`, 408))
  })
  return promise.finally(() => {
    cancel()
    inbox.waiting.delete(look)
  })
}

const receipts = (
  world: World,
  input: Input,
  type: 'read' | 'played' | 'delivered'
): { ids: string[] } => {
  const phone = getPhone(world, input)
  const chat =
    input['chat'] === STATUS_JID ? STATUS_JID : chatKeyOf(getTarget(world, input, 'chat'))
  const ids = optionalTexts(input, 'ids')
  const chosen = phone.inbox.messages.slice(phone.inbox.evicted).filter((message) => {
    if (message.chat !== chat || message.from === phone.number) return false
    if (ids) return ids.includes(message.id)
    return type === 'delivered' ? !message.delivered_sent : !message.read_sent
  })
  const missing = ids?.filter((id) => !chosen.some((message) => message.id === id)) ?? []
  if (missing.length > 0) throw new InputError(`the phone has not received ${missing[0]}`, 404)
  for (const [number, messages] of Map.groupBy(chosen, ({ from }) => from)) {
    const sender = world.phones.get(number)
    if (!sender) continue
    if (type === 'delivered') {
      for (const message of messages) sendDelivered(world, phone, sender, message)
    } else {
      sendRead(world, phone, sender, messages, type)
    }
  }
  return { ids: chosen.map(({ id }) => id) }
}

const statusOf = (world: World, phone: Phone, id: string): SentStatus => {
  const sent = world.sent.get(sentKey(phone.number, id))
  if (!sent) throw new InputError(`the phone has not sent ${id}`, 404)
  const deliveries = [...sent.deliveries.values()].map(({ sent: _, ...delivery }) => delivery)
  return { deliveries }
}

const readFrom = (input: Input): { from?: string } => {
  const from = optionalText(input, 'from')
  return from === undefined ? {} : { from: normalizeNumber(from) }
}

const show = ({
  seq,
  id,
  from,
  chat,
  kind,
  text,
  media,
  location,
  reaction,
  quote,
  forwarded,
  seen,
  copies,
  raw_copies,
  at_ms
}: ReceivedMessage): Received => ({
  seq,
  id,
  from,
  chat,
  kind,
  text,
  ...(media && { media }),
  ...(location && { location }),
  ...(reaction && { reaction }),
  ...(quote && { quote }),
  ...(forwarded && { forwarded }),
  ...(seen && { seen }),
  copies,
  raw_copies,
  at: new Date(at_ms).toISOString()
})
