import type { Counters } from '../../cache/contract.ts'
import type { WorkerAddress } from '../../control/contract.ts'
import { AppError } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import { isChange } from '../../domain/message-changes.ts'
import type { Priority } from '../../domain/priority.ts'
import type { Tx } from '../../lib/db.ts'
import { putOutbounds } from '../../queue/outbound.ts'
import { messageEvents } from '../../schemas/message-event.ts'
import { type Message, messageView } from '../../schemas/messages/message.ts'
import { leaveOutChanges } from '../../store/chats/without-changes.ts'
import { putEvents } from '../../store/events/put.ts'
import { putConversions } from '../../store/media/media.ts'
import { findSenders, insertQueuedMessages, type Sender } from '../../store/messages/accept.ts'
import { takeMessageQuotas } from '../../store/usage/message-quotas.ts'
import { findHost } from '../sessions/host.ts'
import { findFiles, type WantedFile } from './files.ts'
import { type GivenFile, keepGivenFiles, putGivenFiles } from './keep-given-files.ts'
import { knownNumbers } from './known-numbers.ts'
import { takeOfMinute } from './minute-limit.ts'
import { namedContacts } from './named-contacts.ts'
import { refuseOptedOut } from './opted-out.ts'
import { firstWaiting, queuedMessage } from './queued-message.ts'
import { quotaExceeded } from './quota.ts'
import { findReferences } from './references.ts'
import { refuseUnableSender } from './refuse-unable-sender.ts'
import type { SendMessage } from './send-message.ts'

/** A message that was accepted, as the caller sees it, with the worker that should know. */
export type Accepted = { view: Message; message: MessageRow; worker: WorkerAddress | null }

type Fit = {
  message: MessageRow
  sender: Sender
  file: WantedFile | null
  given: GivenFile | undefined
}
type Judged = Fit | AppError

const isFit = (one: Judged): one is Fit => !(one instanceof AppError)

/**
 * Accepts messages of one tenant in their order, with an answer for each: one that is refused does not keep the others.
 * The message, its place in the queue, the event that tells of it and its share of the quota are written in `tx`. The
 * quota is never oversold: what is beyond it, or beyond what `counters` have left of this minute, is refused.
 */
export const acceptMessages = async (
  tx: Tx,
  tenant_id: string,
  items: (SendMessage | AppError)[],
  priority: Priority,
  now: Date,
  counters: Counters
): Promise<(Accepted | AppError)[]> => {
  // step: accept begun
  const judged = await judge(tx, tenant_id, items, priority, now)
  const wanted = await refuseOptedOut(tx, tenant_id, judged, now)
  const granted = await grant(tx, tenant_id, wanted, now, counters)
  const answers = granted.map((one) =>
    isFit(one)
      ? {
          view: messageView(
            one.message,
            firstWaiting(one.message, one.sender, now, one.file?.waits)
          ),
          message: one.message,
          worker: findHost(one.sender)
        }
      : one
  )
  write(
    tx,
    tenant_id,
    granted.filter(isFit),
    answers.flatMap((one) => (one instanceof AppError ? [] : [one.view]))
  )
  // step: message accepted
  return answers
}

const judge = async (
  tx: Tx,
  tenant_id: string,
  items: (SendMessage | AppError)[],
  priority: Priority,
  now: Date
): Promise<Judged[]> => {
  const wanted = items.flatMap((item) => (item instanceof AppError ? [] : [item]))
  const named = new Set(wanted.map((item) => item.session_id))
  const [found, numberOf, addressOf, referenceOf, fileOf] = await Promise.all([
    findSenders(tx, tenant_id, [...named]),
    knownNumbers(tx, tenant_id, wanted),
    namedContacts(tx, tenant_id, wanted),
    findReferences(tx, tenant_id, wanted),
    findFiles(tx, tenant_id, wanted)
  ])
  // step: sender read
  const noRoomFor = await keepGivenFiles(tx, tenant_id, wanted)
  const senders = new Map(found.map((sender) => [sender.id, sender]))
  return items.map((item) => {
    if (item instanceof AppError) return item
    const { session_id } = item
    return orRefusal(() => {
      const sender = senders.get(session_id)
      if (!sender) throw new AppError('not_found', { session_id })
      refuseUnableSender(sender)
      const no_room = noRoomFor(item)
      if (no_room) throw no_room
      const known = { numberOf, addressOf, referenceOf }
      const message = queuedMessage(tenant_id, sender, item, priority, now, known)
      return { message, sender, file: fileOf(item), given: item.given_file }
    })
  })
}

/** Takes the quota; the last of those that would be accepted are refused where it does not reach. */
const grant = async (
  tx: Tx,
  tenant_id: string,
  judged: Judged[],
  now: Date,
  counters: Counters
): Promise<Judged[]> => {
  const wanted = judged.filter(isFit)
  const [first] = wanted
  if (!first) return judged
  if (!first.sender.has_subscription) {
    const detail = 'There is no active subscription.'
    const refusal = new AppError('plan_limit_reached', {}, { detail })
    return judged.map((one) => (isFit(one) ? refusal : one))
  }
  const counted = (one: Judged): one is Fit => isFit(one) && !isChange(one.message.type)
  const wanted_count = judged.filter(counted).length
  if (wanted_count === 0) return judged
  const minute = await takeOfMinute(counters, tenant_id, first.sender, wanted_count, now)
  let left =
    minute.granted && (await takeMessageQuotas(tx, tenant_id, first.sender, minute.granted, now))
  // step: quota taken
  const refusal =
    left === minute.granted && minute.refusal ? minute.refusal : quotaExceeded(first.sender, now)
  return judged.map((one) => (!counted(one) || left-- > 0 ? one : refusal))
}

/** They travel with the commit, and are written in this order. */
const write = (tx: Tx, tenant_id: string, fit: Fit[], views: Message[]): void => {
  if (fit.length === 0) return
  const messages = fit.map((one) => one.message)
  insertQueuedMessages(tx, messages)
  const changes = messages.filter((message) => isChange(message.type))
  if (changes.length > 0) leaveOutChanges(tx, changes)
  putGivenFiles(tx, fit)
  putConversions(
    tx,
    tenant_id,
    fit.flatMap(({ file }) => (file?.convert ? [file] : []))
  )
  putOutbounds(
    tx,
    fit.map(({ message, file }) => (file ? { ...message, file } : message))
  )
  putEvents(
    tx,
    messages.flatMap((message, index) =>
      messageEvents('accepted', message, null, views[index]).map((told) => ({
        tenant_id,
        session_id: message.session_id,
        ...told
      }))
    )
  )
}

const orRefusal = <T>(work: () => T): T | AppError => {
  try {
    return work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
