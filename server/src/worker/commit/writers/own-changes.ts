import { type EventAnswer, voteOf } from '../../../domain/answer.ts'
import type { MessageRow } from '../../../domain/message.ts'
import { pin_seconds } from '../../../domain/message-changes.ts'
import type { Tx } from '../../../lib/db.ts'
import type { MessageContent } from '../../../schemas/messages/kinds.ts'
import { messageView } from '../../../schemas/messages/message.ts'
import { deleteMessages, editMessages } from '../../../store/messages/edit.ts'
import { pinMessages } from '../../../store/messages/pins.ts'
import { markRead } from '../../../store/messages/read-marks.ts'
import { addEvent, type Entry, type Outcome, tell } from '../writer.ts'
import { putAndTell } from './answers.ts'
import { tellChats } from './chats.ts'

/** Does to messages what changes of ours say that WhatsApp has just taken, in the order in which they were accepted. */
export const writeOwnChanges = async (
  tx: Tx,
  sent: MessageRow[],
  outcome: Outcome
): Promise<void> => {
  for (const row of sent.toSorted((a, b) => (a.id < b.id ? -1 : 1))) await write(tx, row, outcome)
  // step: own changes written
}

const write = async (tx: Tx, row: MessageRow, outcome: Outcome): Promise<void> => {
  const content = { type: row.type, ...row.content } as MessageContent
  const { target, receipts = [] } = content
  const { session_id, tenant_id, chat_id, sent_at } = row
  if (!target || !sent_at) return
  const { whatsapp_id, from_me } = target
  const direction = from_me ? ('outbound' as const) : ('inbound' as const)
  const named = { session_id, whatsapp_id, direction, at: sent_at }
  switch (content.type) {
    case 'edit': {
      const { text, caption } = content.edit
      const edit = text
        ? { type: 'text', content: { text } }
        : { type: 'caption', content: { caption } }
      for (const edited of await editMessages(tx, [{ ...named, ...edit }]))
        addEvent(outcome, edited, 'message.edited', messageView(edited))
      return
    }
    case 'delete':
      for (const deleted of await deleteMessages(tx, [named])) tell(outcome, 'deleted', deleted)
      return
    case 'pin': {
      const until = untilOf(sent_at, content.pin.for && pin_seconds[content.pin.for])
      return tellPins(outcome, await pinMessages(tx, [{ ...named, until }]))
    }
    case 'poll_vote':
    case 'event_response': {
      const answer =
        content.type === 'poll_vote'
          ? voteOf(content.poll_vote.options)
          : answerOf(content.event_response)
      const answerer_id = row.sender_id ?? ''
      return putAndTell(tx, [{ ...named, answerer_id, answer }], outcome)
    }
    case 'read': {
      const { message_id: upto_id, played } = content.read
      const whatsapp_ids = receipts.map((one) => one.whatsapp_id)
      const place = { session_id, tenant_id, chat_id }
      if (await markRead(tx, { ...place, upto_id, whatsapp_ids, played, at: sent_at }))
        await tellChats(tx, [place], outcome)
    }
  }
}

const answerOf = ({ response, extra_guests }: EventAnswer): EventAnswer => ({
  response,
  extra_guests
})

/** Pins messages that somebody in their chat has pinned, and takes pins off. */
export const writePins = async (
  tx: Tx,
  entries: Entry<'pinned'>[],
  outcome: Outcome
): Promise<void> => {
  const last = new Map(
    entries.map(({ session: { session_id }, change }) => {
      const { whatsapp_id, direction, at, seconds } = change
      const pin = { session_id, whatsapp_id, direction, until: untilOf(at, seconds) }
      return [`${session_id} ${direction} ${whatsapp_id}`, pin]
    })
  )
  tellPins(outcome, await pinMessages(tx, [...last.values()]))
}

const tellPins = (outcome: Outcome, rows: MessageRow[]): void => {
  for (const row of rows) addEvent(outcome, row, 'message.pinned', messageView(row))
}

const untilOf = (at: Date, seconds: number | null): Date | null =>
  seconds === null ? null : new Date(at.getTime() + seconds * 1_000)
