import { createHash } from 'node:crypto'
import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import { FormData } from 'undici'
import { jpeg } from '../../testkit/media-fixture.ts'
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
  /** The hash of its file; the text is the caption then. */
  sha256?: string
}

/** A text that a phone has said. */
export type Said = Omit<Accepted, 'whatsapp_id'>

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
      sendTexts(chat, out, size, pace, random.fork(`out ${index}`), traffic),
      sayTexts(chat, back, size, simulator, pace, random.fork(`in ${index}`), traffic)
    ])
  )
}

const sendTexts = async (
  { session, friend }: Chat,
  count: number,
  size: Size,
  pace: Pace,
  random: Random,
  traffic: Traffic
): Promise<void> => {
  for (let number = 0; number < count; number++) {
    await pace.enter()
    const text = `out ${session.number} ${friend} ${number}`
    const lid = number > 0 && random.next() < by_lid ? session.lids.get(friend) : undefined
    const file = isFile(number, size) ? fileOf(text, size, random) : undefined
    try {
      const content = file
        ? await contentOf(session.client, text, file)
        : { type: 'text', text: { body: text } }
      const body = { session_id: session.id, to: lid ?? friend, ...content }
      const answer = await send(session.client, text, body)
      const { id, whatsapp_id } = answer
      traffic.accepted.push({ id, whatsapp_id, session, friend, number, text, ...hashOf(file) })
      if (random.next() < replays) {
        const again = await send(session.client, text, body)
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

/** In the middle of those before it and those behind it. */
const isFile = (number: number, { file_every: every }: Size): boolean =>
  every > 0 && number % every === every >> 1

/** What comes behind its end is no part of the picture. */
const picture = Buffer.concat([jpeg, Buffer.from([0xff, 0xd9])])

type File = { type: 'document' | 'image'; bytes: Buffer; sha256: string }

/** Smaller than a block of anything, some blocks, and so large that it takes a while. */
const file_bytes = { small: 6_000, medium: 300_000, large: 4_000_000 }

/** A file that no other message has: a document, or a picture, which is examined before it is sent. */
const fileOf = (text: string, { large_files }: Size, random: Random): File => {
  const drawn = random.next()
  const kind = drawn < large_files ? 'large' : drawn < 0.3 ? 'medium' : 'small'
  const type = random.next() < 0.5 ? 'image' : 'document'
  const bytes = Buffer.alloc(file_bytes[kind], `${text}\n`)
  if (type === 'image') picture.copy(bytes)
  return { type, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** As it is sent: with its message, or uploaded before it if that would be too large. */
const contentOf = async (client: Client, caption: string, file: File): Promise<object> => {
  const { type, bytes } = file
  const where =
    bytes.length < file_bytes.large
      ? { data: bytes.toString('base64') }
      : { id: await upload(client, caption, file) }
  return { type, [type]: { ...where, caption } }
}

const upload = async (client: Client, text: string, { bytes }: File): Promise<string> => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), 'file.bin')
  const { status, body } = await client.call('POST', '/api/v1/media', form, {
    idempotency_key: `file-${text.replaceAll(' ', '-')}`,
    until_status: 201
  })
  if (status !== 201) throw new Error(`its file: ${status} ${JSON.stringify(body)}`)
  return body.id
}

const hashOf = (file: File | undefined): { sha256?: string } =>
  file ? { sha256: file.sha256 } : {}

const send = async (
  client: Client,
  text: string,
  body: object
): Promise<{ id: string; whatsapp_id: string }> => {
  const answer = await client.call('POST', '/api/v1/messages', body, {
    idempotency_key: text.replaceAll(' ', '-'),
    until_status: 202
  })
  if (answer.status !== 202) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body as Json
}

const sayTexts = async (
  { session, friend }: Chat,
  count: number,
  size: Size,
  simulator: SimulatorClient,
  pace: Pace,
  random: Random,
  traffic: Traffic
): Promise<void> => {
  for (let number = 0; number < count; number++) {
    await pace.enter()
    const text = `in ${session.number} ${friend} ${number}`
    const to = session.number
    const file = isFile(number, size) ? fileOf(text, size, random) : undefined
    const id = file
      ? await sayFile(simulator, friend, { to, caption: text, file })
      : (await simulator.say(friend, { to, text })).ids[0]
    traffic.said.push({ id: id ?? '', session, friend, number, text, ...hashOf(file) })
    pace.passed()
  }
}

const sayFile = async (
  simulator: SimulatorClient,
  friend: string,
  { to, caption, file }: { to: string; caption: string; file: File }
): Promise<string> => {
  const content = file.bytes.toString('base64')
  return (await simulator.sendMedia(friend, { to, type: file.type, caption, content })).id
}
