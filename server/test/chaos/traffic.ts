import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import { until } from '../../testkit/until.ts'
import type { Client, Json } from './client.ts'
import type { Pace } from './pace.ts'
import type { Session } from './population.ts'
import type { Random } from './random.ts'
import type { Size } from './size.ts'

/** A text that the product has accepted. */
export type Accepted = {
  id: string
  whatsapp_id: string
  session: Session
  friend: string
  /** Its place in its chat. */
  number: number
  text: string
}

/** A text that a phone has said. */
export type Said = { id: string; session: Session; friend: string; number: number; text: string }

export type Traffic = { accepted: Accepted[]; said: Said[]; problems: string[] }

type Chat = { session: Session; friend: string }

/** One in so many is asked for again after its 202, with the same key: the answer must be the same. */
const replays = 0.02

/** So many texts name their recipient by LID instead of by number, once the session knows that both are one person. */
const by_lid = 0.25
const known_within_ms = 120_000

/** All the texts of a run in both directions, each chat's one after the other, all chats side by side. */
export const runTraffic = async (
  size: Size,
  sessions: Session[],
  simulator: SimulatorClient,
  pace: Pace,
  random: Random,
  traffic: Traffic
): Promise<void> => {
  const chats = sessions.flatMap((session) =>
    session.friends.map((friend) => ({ session, friend }))
  )
  const out = Math.ceil(size.texts_out / chats.length)
  const back = Math.ceil(size.texts_in / chats.length)
  await Promise.all(
    chats.flatMap((chat, index) => [
      sendTexts(chat, out, pace, random.fork(`out ${index}`), traffic),
      sayTexts(chat, back, simulator, pace, traffic)
    ])
  )
}

const sendTexts = async (
  { session, friend }: Chat,
  count: number,
  pace: Pace,
  random: Random,
  traffic: Traffic
): Promise<void> => {
  for (let number = 0; number < count; number++) {
    await pace.enter()
    const text = `out ${session.number} ${friend} ${number}`
    const lid = number > 0 && random.next() < by_lid ? session.lids.get(friend) : undefined
    const body = { session_id: session.id, to: lid ?? friend, type: 'text', text: { body: text } }
    try {
      const answer = await send(session.client, body)
      const { id, whatsapp_id } = answer
      traffic.accepted.push({ id, whatsapp_id, session, friend, number, text })
      if (random.next() < replays) {
        const again = await send(session.client, body)
        if (again.id !== id)
          traffic.problems.push(`one Idempotency-Key made two messages: ${id} and ${again.id}`)
      }
      if (number === 0) await untilSent(session.client, id)
    } catch (error) {
      traffic.problems.push(`"${text}" was not accepted: ${(error as Error).message}`)
    }
    pace.passed()
  }
}

/** The session has asked WhatsApp about the recipient, and is told the LID with everything else. */
const untilSent = async (client: Client, id: string): Promise<void> => {
  await until(
    `${id} is sent`,
    async () => (await client.call('GET', `/api/v1/messages/${id}`)).body.status !== 'queued',
    known_within_ms
  )
}

const send = async (
  client: Client,
  body: { text: { body: string } }
): Promise<{ id: string; whatsapp_id: string }> => {
  const answer = await client.call('POST', '/api/v1/messages', body, {
    idempotency_key: body.text.body.replaceAll(' ', '-'),
    until_status: 202
  })
  if (answer.status !== 202) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body as Json
}

const sayTexts = async (
  { session, friend }: Chat,
  count: number,
  simulator: SimulatorClient,
  pace: Pace,
  traffic: Traffic
): Promise<void> => {
  for (let number = 0; number < count; number++) {
    await pace.enter()
    const text = `in ${session.number} ${friend} ${number}`
    const { ids } = await simulator.say(friend, { to: session.number, text })
    traffic.said.push({ id: ids[0] ?? '', session, friend, number, text })
    pace.passed()
  }
}
