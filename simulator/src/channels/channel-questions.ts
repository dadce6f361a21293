import { faultOf, takeFault } from '../control/faults.ts'
import type { Phone } from '../phones/phone.ts'
import type { IqAnswer } from '../queries/iq-answer.ts'
import { bytesOf, childrenOf, node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { World } from '../world.ts'
import {
  addChannel,
  CHANNEL_DESCRIPTION_MAX,
  CHANNEL_NAME_MAX,
  type Channel,
  roleIn
} from './channels.ts'

type Variables = Record<string, unknown>
type Question = (world: World, phone: Phone, variables: Variables) => object

/** A question is refused in its result. */
class Refused extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

const notFound = (): Refused => new Refused(404, 'Not Found')
const invalid = (what: string): Refused => new Refused(400, `Bad Request: ${what}`)

/** The questions after channels, by the ids that web clients know them under. */
const QUESTIONS: Record<string, Question> = {
  '6563316087068696': (world, phone, variables) => {
    onlyThese(variables, [
      'fetch_creation_time',
      'fetch_full_image',
      'fetch_viewer_metadata',
      'input'
    ])
    const { key, type } = textsIn(variables.input, ['key', 'type'])
    if (type !== 'JID' && type !== 'INVITE') throw invalid('type')
    const channel = world.channels[type === 'JID' ? 'by_jid' : 'by_invite'].get(key ?? '')
    if (!channel) throw notFound()
    const viewer = variables.fetch_viewer_metadata === true && type === 'JID' ? phone : null
    return { xwa2_newsletter: shown(channel, viewer) }
  },
  '6388546374527196': (world, phone, variables) => {
    onlyThese(variables, [])
    const followed = [...world.channels.by_jid.values()].filter(
      (channel) => channel.state !== 'DELETED' && roleIn(channel, phone) !== 'GUEST'
    )
    return { xwa2_newsletter_subscribed: followed.map((channel) => shown(channel, phone)) }
  },
  '8823471724422422': (world, phone, variables) => {
    onlyThese(variables, ['input'])
    const { name = '', description = '' } = textsIn(variables.input, ['name', 'description'])
    if (name.trim() === '' || name.length > CHANNEL_NAME_MAX) throw invalid('name')
    if (description.length > CHANNEL_DESCRIPTION_MAX) throw invalid('description')
    const channel = addChannel(world.channels, phone, name, description)
    if (!channel) throw new Refused(500, 'too many channels')
    return { xwa2_newsletter_create: shown(channel, phone) }
  },
  '24404358912487870': (world, phone, variables) => {
    const channel = meant(world, variables)
    if (channel.state !== 'ACTIVE') throw new Refused(403, 'Forbidden')
    if (roleIn(channel, phone) === 'GUEST') channel.followers.set(phone, { muted: false })
    return { xwa2_newsletter_join_v2: { id: channel.jid } }
  },
  '9767147403369991': (world, phone, variables) => {
    const channel = meant(world, variables)
    if (channel.owner === phone) throw new Refused(403, 'Forbidden')
    channel.followers.delete(phone)
    return { xwa2_newsletter_leave_v2: { id: channel.jid } }
  },
  '29766401636284406': (world, phone, variables) => ({
    xwa2_newsletter_mute_v2: { id: muted(world, phone, variables, true) }
  }),
  '9864994326891137': (world, phone, variables) => ({
    xwa2_newsletter_unmute_v2: { id: muted(world, phone, variables, false) }
  })
}

/** Answers a question after channels; null: it is about something else. */
export const answerChannel = (world: World, phone: Phone, request: BinaryNode): IqAnswer | null => {
  const query = childrenOf(request)[0]
  const question = QUESTIONS[query?.attrs.query_id ?? '']
  if (!question) return null
  const { number } = phone
  if (takeFault(world.faults, number, 'withhold_answers')) return { withheld: true }
  try {
    if (takeFault(world.faults, number, 'refuse_questions'))
      throw new Refused(Number(faultOf(world.faults, number, 'refusal_code')), 'refused')
    return said({ data: question(world, phone, variablesIn(query)) })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, message } = error
    const extensions = { error_code: code, is_retryable: code >= 500, severity: 'CRITICAL' }
    return said({ data: null, errors: [{ message, extensions }] })
  }
}

const said = (body: object): IqAnswer => ({
  content: [node('result', {}, Buffer.from(JSON.stringify(body)))]
})

const variablesIn = (query: BinaryNode | undefined): Variables => {
  const bytes = bytesOf(query)
  if (bytes === null) throw invalid('empty query')
  const { variables } = JSON.parse(Buffer.from(bytes).toString()) as { variables?: unknown }
  if (typeof variables !== 'object' || variables === null) throw invalid('no variables')
  return variables as Variables
}

/** A variable that the question has not got is refused, as the schema of the real one does. */
const onlyThese = (variables: Variables, names: string[]): void => {
  const wrong = Object.keys(variables).find((name) => !names.includes(name))
  const missing = names.find((name) => !Object.hasOwn(variables, name))
  if (wrong || missing) throw invalid(wrong ?? missing ?? '')
}

const textsIn = (input: unknown, names: string[]): Record<string, string | undefined> => {
  if (typeof input !== 'object' || input === null) throw invalid('input')
  onlyThese(input as Variables, names)
  const texts = Object.entries(input).flatMap(([name, value]) => {
    if (value === null) return []
    if (typeof value !== 'string') throw invalid(name)
    return [[name, value]]
  })
  return Object.fromEntries(texts)
}

const meant = (world: World, variables: Variables): Channel => {
  const { newsletter_id = '' } = textsIn(variables, ['newsletter_id'])
  const channel = world.channels.by_jid.get(newsletter_id)
  if (!channel || channel.state === 'DELETED') throw notFound()
  return channel
}

/** Only who follows a channel has a setting for it. */
const muted = (world: World, phone: Phone, variables: Variables, value: boolean): string => {
  const channel = meant(world, variables)
  const follower = channel.followers.get(phone)
  if (!follower) throw new Refused(403, 'Forbidden')
  follower.muted = value
  return channel.jid
}

const text = (words: string, at: string) => ({ id: at, text: words, update_time: `${at}000000` })

/** As the server tells of a channel: numbers are texts, and of a deleted one there is no more than that. */
const shown = (channel: Channel, viewer: Phone | null): object => {
  const { jid, created_at, state, followers } = channel
  const deleted = state === 'DELETED'
  return {
    id: jid,
    state: { type: state },
    thread_metadata: {
      creation_time: created_at,
      description: deleted ? null : text(channel.description, created_at),
      handle: null,
      invite: deleted ? null : channel.invite,
      name: deleted ? null : text(channel.name, created_at),
      picture: null,
      preview: null,
      subscribers_count: String(followers.size),
      verification: 'UNVERIFIED'
    },
    viewer_metadata: viewer && {
      mute: channel.followers.get(viewer)?.muted ? 'ON' : 'OFF',
      role: roleIn(channel, viewer)
    }
  }
}
