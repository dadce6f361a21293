import { LRUCache } from 'lru-cache'
import { rank_least } from './chat-schedule.ts'
import { type OutgoingMessage, toOutgoing } from './outgoing.ts'
import { createOutgoingRecords } from './outgoing-records.ts'
import { createPace } from './pace.ts'
import { createSendLoop, type SendLoop } from './send-loop.ts'
import type { Capacity, Sender, SenderDeps } from './sender-contract.ts'

/** Most messages of one session in memory; for each step of urgency there is room for some more. */
const buffered_max = 100
const more_buffered = 20
/** So many more where they only wait for files. */
const preparing_max = 200
const merged_max = 1_000

/**
 * Whether a session sends:
 *
 *   disconnected → connected      it has a connection; messages are claimed for it and sent through it (`send-loop.ts`)
 *   connected    → disconnected   it has none any more: what is in memory goes back into the queue
 *   connected    → connected      another connection. What was claimed for the one before and comes now goes back
 *
 * While messages go back nothing is claimed, in either state: what comes later must not overtake them. What outlives
 * connections is the pace, and which chats turned out to be one.
 */
type State =
  | { name: 'disconnected' }
  | { name: 'connected'; loop: SendLoop /** Tells it from those before. */; number: number }

/** Sends the messages of one session. */
export const createSender = (deps: SenderDeps): Sender => {
  const pace = createPace()
  const records = createOutgoingRecords({ ...deps, pace })
  // What was accepted under the other name all the same joins its chat before any of it is sent.
  const merged = new LRUCache<string, string>({ max: merged_max })
  let state: State = { name: 'disconnected' }
  let connections = 0
  let releasing = 0
  let finishing = false

  /** Nothing is claimed until it is done. */
  const release = (messages: OutgoingMessage[]): void => {
    if (messages.length === 0) return
    releasing++
    records.release(messages).then(
      () => {
        releasing--
        if (state.name === 'connected') deps.onCapacity()
      },
      () => deps.log.debug('messages not released, the session is lost')
    )
  }

  const disconnect = (): void => {
    if (state.name !== 'connected') return
    const { loop } = state
    state = { name: 'disconnected' }
    release(loop.stop())
  }

  return {
    capacity: () =>
      state.name === 'connected' && releasing === 0 && !finishing && pace.known
        ? capacityOf(state.loop.size - Math.min(state.loop.preparing(), preparing_max), {
            begins: !pace.limits,
            connection: state.number
          })
        : null,
    take: (claimed, capacity) => {
      const messages = claimed.map(toOutgoing)
      // Others of the same chats went back meanwhile, and must be sent before these.
      if (state.name !== 'connected' || capacity.connection !== state.number)
        return release(messages)
      state.loop.add(messages, claimed.length >= capacity.limit)
      for (const chat_id of new Set(messages.map((message) => message.chat_id))) {
        const jid = merged.get(chat_id)
        if (jid) deps.chatMapped(chat_id, jid)
      }
      state.loop.wake()
    },
    held: () =>
      state.name === 'connected' ? state.loop.all().map((message) => message.message_id) : [],
    connect: (connection) => {
      disconnect()
      if (!connection) return
      const loop = createSendLoop(connection, { ...deps, pace, records, release })
      state = { name: 'connected', loop, number: ++connections }
      deps.onCapacity()
    },
    finish: async () => {
      finishing = true
      if (state.name === 'connected') await state.loop.finish()
    },
    pace: (pacing, sent) => {
      pace.set(pacing, sent)
      if (state.name === 'connected') state.loop.wake()
    },
    merge: (from, jid) => {
      pace.merge(from, jid)
      if (state.name === 'connected') state.loop.merge(from, jid)
      merged.set(from, jid)
    },
    get paced() {
      return !pace.known ? 'unknown' : pace.limits ? 'yes' : 'no'
    },
    get depth() {
      return state.name === 'connected' ? state.loop.size : 0
    }
  }
}

/** Nearly full it takes what is more urgent only. */
const capacityOf = (size: number, of: Pick<Capacity, 'begins' | 'connection'>): Capacity | null => {
  for (let rank_max = rank_least; rank_max >= 0; rank_max--) {
    const limit = buffered_max + (rank_least - rank_max) * more_buffered - size
    if (limit > 0) return { limit, rank_max, ...of }
  }
  return null
}
