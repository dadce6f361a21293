import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { proto } from 'baileys'
import { findFfmpeg } from '../../../src/jobs/media/ffmpeg.ts'
import type { Caller, Json } from '../../../testkit/caller.ts'
import { customerSession } from '../../../testkit/customer-session.ts'
import { until } from '../../../testkit/until.ts'
import { makeFiles, sha256 } from './files.ts'
import type { FileName, KindSample } from './sample.ts'

/** A chat as each side calls it: for calls of the API, and at the phone of the friend. */
export type Place = { to: string; said_to: string; at_friend: string }

export type Bed = Awaited<ReturnType<typeof kindBed>>

const hasFfmpeg = (t: Pick<TestContext, 'diagnostic'>): boolean => {
  const found = findFfmpeg(undefined, process.env['PATH']) !== null
  if (!found) t.diagnostic('left out: waveforms of voice messages, there is no ffmpeg here')
  return found
}

/** A customer, a friend, a group of both, and the files uploaded. */
export const kindBed = async (
  t: Parameters<typeof customerSession>[0] & Pick<TestContext, 'diagnostic'>
) => {
  const session = await customerSession(t)
  const { simulator, customer, session_id, phone, friend } = session
  const group = await simulator.createGroup(friend.number, {
    subject: 'Team',
    participants: [phone.number]
  })
  const converts = hasFfmpeg(t)
  const files = await makeFiles()
  const media = await upload(customer, files)
  const list = async (filter = ''): Promise<Json[]> =>
    (await customer.get(`/api/v1/messages?session_id=${session_id}&limit=100${filter}`)).body.data

  return {
    ...session,
    converts,
    files,
    alone: { to: friend.number, said_to: phone.number, at_friend: phone.number } as Place,
    in_group: { to: group.id, said_to: group.id, at_friend: group.id } as Place,
    /** The content as a caller gives it. */
    given: ({ type, content, file }: KindSample): object => ({
      type,
      [type]: file ? { id: media.get(file), ...content } : content
    }),
    /** Accepts all of them in one call; answers with the messages in their order. */
    sendAll: async (messages: object[]): Promise<Json[]> => {
      const all = messages.map((message) => ({ session_id, ...message }))
      const { status, body } = await customer.post('/api/v1/messages/bulk', { messages: all })
      assert.equal(status, 202, JSON.stringify(body))
      return body.results.map((one: Json) => {
        assert.ok(one.message, JSON.stringify(one))
        return one.message
      })
    },
    until,
    /** What the friend's phone has got under this id. */
    received: async (whatsapp_id: string) => {
      const { messages } = await simulator.waitReceived(friend.number, { id: whatsapp_id })
      return messages[0] as NonNullable<(typeof messages)[number]>
    },
    kept: async ({ at_friend: chat }: Place, id: string): Promise<string | null> =>
      (await simulator.keptMessage(friend.number, { chat, id })).message,
    /** The friend says it; answers with its id. */
    says: async ({ message, file }: KindSample, { said_to: to }: Place): Promise<string> => {
      if (!file)
        return (await simulator.sendContent(friend.number, { to, message: encoded(message) })).id
      const [[member = '', part = {}] = []] = Object.entries(message as Record<string, Json>)
      const type = member === 'ptvMessage' ? 'video' : member.replace('Message', '')
      const { id } = await simulator.sendMedia(friend.number, {
        to,
        type: type as 'image',
        content: files[file].toString('base64'),
        mime: part.mimetype,
        caption: part.caption,
        file_name: part.fileName,
        gif: part.gifPlayback ?? false,
        voice: part.ptt ?? false,
        video_note: member === 'ptvMessage',
        view_once: part.viewOnce ?? false
      })
      return id
    },
    /** The messages with these ids of WhatsApp's, when all are there. */
    allThere: (ids: string[]): Promise<Map<string, Json>> =>
      until(`${ids.length} messages are there`, async () => {
        const found = new Map((await list()).map((one) => [one.whatsapp_id, one]))
        return ids.every((id) => found.has(id)) && found
      }),
    /** The message, when it is as it should be. */
    becomes: (id: string, what: string, is: (message: Json) => unknown): Promise<Json> =>
      until(what, async () => {
        const { body } = await customer.get(`/api/v1/messages/${id}`)
        return is(body) && body
      }),
    fileOf: (name: FileName) => ({ sha256: sha256(files[name]), bytes: files[name].length })
  }
}

const upload = async (
  customer: Caller,
  files: Record<FileName, Buffer>
): Promise<Map<FileName, string>> => {
  const media = new Map<FileName, string>()
  for (const [file_name, bytes] of Object.entries(files) as [FileName, Buffer][]) {
    const { status, body } = await customer.post('/api/v1/media', {
      data: bytes.toString('base64'),
      file_name
    })
    assert.equal(status, 201, JSON.stringify(body))
    media.set(file_name, body.id)
  }
  return media
}

export const encoded = (message: proto.IMessage): string =>
  Buffer.from(proto.Message.encode(message).finish()).toString('base64')
