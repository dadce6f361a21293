import assert from 'node:assert/strict'
import { newId } from '../../src/domain/ids.ts'
import type { LiveBed } from '../../testkit/live-bed.ts'
import { until } from '../../testkit/until.ts'

export const chat = 'status@broadcast'

/** Somebody with a phone; `saved`: in the phone book of the account. */
export const friendOf = async (bed: LiveBed, saved = true, session_id = bed.session.id) => {
  const { number } = await bed.farm.simulator.createPhone({})
  const jid = `${number}@s.whatsapp.net`
  if (saved)
    await bed.farm.owner.query(
      "insert into contacts (id, tenant_id, session_id, jid, saved_name) values ($1, $2, $3, $4, 'A friend')",
      [newId('contact'), bed.tenant.tenant_id, session_id, jid]
    )
  return { number, jid }
}

export const text = (body: string, more: object = {}) => ({ type: 'text', text: { body }, ...more })

export const eventsOf = async ({ me }: LiveBed) => {
  const { data } = (await me.get('/api/v1/events?limit=100')).json()
  return data.filter(({ type }: { type: string }) => /^(message|status|chat)\./.test(type)) as {
    type: string
    data: Record<string, unknown>
  }[]
}

export const typesOf = async (bed: LiveBed): Promise<string[]> =>
  (await eventsOf(bed)).map(({ type }) => type)

export const until_status = (
  bed: LiveBed,
  id: string,
  status: string,
  path = bed.path('/statuses')
) =>
  until(`it is ${status}`, async () => {
    const shown = (await bed.me.get(`${path}/${id}`)).json()
    return shown.status === status ? shown : undefined
  })

export const seen = async ({ farm: { simulator } }: LiveBed, number: string, id: string) => {
  const { messages } = await simulator.waitReceived(number, { id, timeout_ms: 20_000 })
  const [message] = messages
  assert.ok(message)
  return message
}

export const posts = async ({ farm: { simulator } }: LiveBed, number: string): Promise<number> => {
  const { messages } = await simulator.received(number)
  return messages.filter((message) => message.chat === chat).length
}
