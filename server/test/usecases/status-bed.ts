import assert from 'node:assert/strict'
import { proto } from 'baileys'
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

type Told = { type: string; data: Record<string, unknown> }

/** What was told so far. The log shows an event when all that began before it has ended. */
export const eventsOf = async ({ me, farm, tenant }: LiveBed): Promise<Told[]> => {
  const [row] = await farm.owner.query<{ written: number }>(
    'select count(*)::int as written from events where tenant_id = $1',
    [tenant.tenant_id]
  )
  const data = await until('the log shows what is written', async () => {
    const shown: Told[] = (await me.get('/api/v1/events?limit=100')).json().data
    return shown.length >= (row?.written ?? 0) ? shown : undefined
  })
  return data.filter(({ type }) => /^(message|status|chat)\./.test(type))
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

/** A text on a colour as apps post it, encoded. */
export const coloured = (body: string, argb: number, font: number): string => {
  const extendedTextMessage = { text: body, backgroundArgb: argb, textArgb: 0xffffffff, font }
  return Buffer.from(proto.Message.encode({ extendedTextMessage }).finish()).toString('base64')
}
