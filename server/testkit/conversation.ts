import assert from 'node:assert/strict'
import type { PhoneInfo } from '@whatsapp-saas/simulator/client'
import { until } from './until.ts'
import type { WorkerBed } from './worker-fixture.ts'

export type Conversation = {
  session_id: string
  own: { number: string }
  friend: PhoneInfo
  /** A text each way; resolves when both have arrived. */
  exchange(text: string): Promise<void>
  /** What is true of the session and must stay so: who it is, since when, and whether it is connected. */
  state(): Promise<object>
  /** The types of events since the last time it was asked, sorted. */
  events(): Promise<string[]>
}

/** A linked session and somebody to talk to. */
export const conversation = async (bed: WorkerBed): Promise<Conversation> => {
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({ name: 'Friend' })
  let seq = '0'
  return {
    session_id,
    own,
    friend,
    exchange: async (text) => {
      const there = await bed.accept(session_id, `${friend.number}@s.whatsapp.net`, `${text} there`)
      const { ids } = await bed.simulator.say(friend.number, {
        to: own.number,
        text: `${text} back`
      })
      const got = await bed.simulator.waitReceived(friend.number, { id: there.whatsapp_id })
      assert.equal(got.messages[0]?.copies, 1)
      await until(`${text} there and back`, async () => {
        const messages = await bed.messages(session_id)
        return (
          messages.some((one) => one.id === there.id && one.status === 'delivered') &&
          messages.some((one) => one.whatsapp_id === ids[0] && one.status !== 'undecryptable')
        )
      })
    },
    state: async () => {
      const { status, status_reason, linked_at, jid, lid, phone_number, desired } =
        await bed.session(session_id)
      return { status, status_reason, linked_at, jid, lid, phone_number, desired }
    },
    events: async () => {
      const rows = await bed.owner.query<{ seq: string; type: string }>(
        "select seq, type from events where session_id = $1 and seq > $2 and type <> 'session.qr' order by seq",
        [session_id, seq]
      )
      seq = rows.at(-1)?.seq ?? seq
      return rows.map(({ type }) => type).sort()
    }
  }
}
