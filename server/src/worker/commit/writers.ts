import type { Tx } from '../../lib/db.ts'
import { completeOutbound } from '../../queue/outbound.ts'
import { putEvents } from '../../store/events/put.ts'
import type { ChangeType, SessionBatch } from './change.ts'
import { putAside } from './put-aside.ts'
import { newOutcome, type Outcome, type Writer } from './writer.ts'
import { writeAnswerCall } from './writers/answer-call.ts'
import { writeAnswers } from './writers/answers.ts'
import { writeArrived } from './writers/arrived.ts'
import { writeChats, writeReadElsewhere } from './writers/chats.ts'
import { writeEvent } from './writers/event.ts'
import { writeFailQueued } from './writers/fail-queued.ts'
import { writeKept } from './writers/keeps.ts'
import { writeLabels, writeMarks } from './writers/labels.ts'
import { writeLids } from './writers/lids.ts'
import { writeBetterFiles, writeDeleted, writeEdited } from './writers/message-changes.ts'
import { writeBegan, writeFreed, writeHeld, writeReturned } from './writers/outbound.ts'
import { writePins } from './writers/own-changes.ts'
import { writeProgress } from './writers/progress.ts'
import { writeRaw, writeTried } from './writers/raw.ts'
import { writeReactions } from './writers/reactions.ts'
import { writeGroupReceipts, writeRecipients } from './writers/receipts.ts'
import { writeSession } from './writers/session.ts'
import {
  writeDeletedForMe,
  writeSavedContacts,
  writeStars,
  writeStatusMutes
} from './writers/settings.ts'
import { writeUnlink } from './writers/unlink.ts'

/**
 * Who writes each type of change. The order of this list is the order of the statements, and so of the locks:
 *
 * 1. Leases, shared, by session id (`batch.ts`): nobody takes a session over before the commit. Everything below belongs to
 *    sessions whose lease is locked, so no two workers ever write the same rows.
 * 2. Keys and credentials. Only the worker that holds the lease touches them.
 * 3. Messages: new ones, then those that exist, each statement in the order of their ids. They are locked before their rows in
 *    the queue, as everywhere in the product: whoever cancels, expires or fails a message does the same.
 *    `lid` comes after `arrived`, because what has just arrived may be under a LID whose number came right behind it. It moves
 *    rows of the queue too, but only those whose messages it has locked.
 *    Their chats are locked with them, by a trigger (`note_chats`): in order of their names, and never before a message.
 *    What is set for chats comes after them.
 * 4. Rows of the queue: marked, released, held, freed; then the finished ones are deleted.
 * 5. The session's own row, once the answers to all of this are there. What is written in order does not overtake each
 *    other: the events of a session come out in the order in which things happened.
 * 6. Events. They are only inserted.
 */
export const writers = {
  unlink: { merged: writeUnlink },

  arrived: { merged: writeArrived },
  raw: { merged: writeRaw },
  tried: { merged: writeTried },
  recipients: { merged: writeRecipients },
  progress: { merged: writeProgress },
  group_receipt: { merged: writeGroupReceipts },
  lid: { merged: writeLids },
  edited: { merged: writeEdited },
  better_file: { merged: writeBetterFiles },
  deleted: { merged: writeDeleted },
  reaction: { merged: writeReactions },
  answer: { merged: writeAnswers },
  pinned: { merged: writePins },
  kept: { merged: writeKept },
  starred: { merged: writeStars },
  deleted_for_me: { merged: writeDeletedForMe },
  read_elsewhere: { merged: writeReadElsewhere },
  chat_changed: { merged: writeChats },
  saved_contact: { merged: writeSavedContacts },
  status_muted: { merged: writeStatusMutes },
  label_changed: { merged: writeLabels },
  label_marked: { merged: writeMarks },

  began: { merged: writeBegan },
  returned: { merged: writeReturned },
  held: { merged: writeHeld },
  freed: { merged: writeFreed },

  put_aside: {
    in_order: (tx, { session, change }) => putAside(tx, session, change.fact, change.reason)
  },
  event: { in_order: writeEvent },
  answer_call: { in_order: writeAnswerCall },
  session: { in_order: writeSession },
  fail_queued: { in_order: writeFailQueued }
} satisfies { [T in ChangeType]: Writer<T> }

/** An entry for a writer of its type. That they belong together is what `writers` is checked for. */
type AnyEntry = { session: SessionBatch; change: never }
type Write<Given> = (tx: Tx, given: Given, outcome: Outcome) => Promise<void>
type AnyWriter = { merged: Write<AnyEntry[]> } | { in_order: Write<AnyEntry> }

/** The changes of some sessions on their way into the database. */
export type Writing = {
  /** The answers to everything that could be sent at once. */
  merged: Promise<unknown>
  /** Writes the rest, after `merged`. */
  finish(): Promise<Outcome>
}

/** Sends what need not wait for answers. Keys and leases are the caller's business. */
export const beginChanges = (tx: Tx, batches: SessionBatch[]): Writing => {
  const outcome = newOutcome(batches)
  const { merged, in_order } = partition(batches)
  const answers: Promise<void>[] = []
  for (const [type, writer] of Object.entries<AnyWriter>(writers)) {
    const entries = merged.get(type)
    if (entries && 'merged' in writer) answers.push(writer.merged(tx, entries, outcome))
  }
  return {
    merged: Promise.all(answers),
    finish: async () => {
      completeFinished(tx, outcome.finished)
      for (const { write, entry } of in_order) await write(tx, entry, outcome)
      putEvents(tx, [...outcome.events.values()].flat())
      return outcome
    }
  }
}

/** Writes changes, with their events. Keys and leases are the caller's business. */
export const writeChanges = async (tx: Tx, batches: SessionBatch[]): Promise<Outcome> => {
  const writing = beginChanges(tx, batches)
  await writing.merged
  return writing.finish()
}

type Partition = {
  /** By type. */
  merged: Map<string, AnyEntry[]>
  in_order: { write: Write<AnyEntry>; entry: AnyEntry }[]
}

/** Sorts changes by who writes them. */
const partition = (batches: SessionBatch[]): Partition => {
  const merged: Partition['merged'] = new Map()
  const in_order: Partition['in_order'] = []
  for (const session of batches) {
    for (const change of session.changes) {
      const entry: AnyEntry = { session, change: change as never }
      const writer: AnyWriter = writers[change.type]
      const entries = merged.get(change.type)
      if ('in_order' in writer) in_order.push({ write: writer.in_order, entry })
      else if (entries) entries.push(entry)
      else merged.set(change.type, [entry])
    }
  }
  return { merged, in_order }
}

const completeFinished = (tx: Tx, finished: string[]): void => {
  if (finished.length > 0) completeOutbound(tx, finished)
  // step: finished messages completed
}
