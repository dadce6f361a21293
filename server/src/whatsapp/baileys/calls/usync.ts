import {
  type BinaryNode,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  isLidUser,
  isPnUser,
  jidNormalizedUser,
  type WASocket
} from 'baileys'
import { phoneNumberOf } from '../addresses/jid.ts'
import { type Ask, QuestionRefused } from './ask.ts'

/** What is asked of each person, as WhatsApp calls it. */
type Protocol = 'contact' | 'lid' | 'status'

/** Whom: the number, or the address. */
type Who = { phone_number: string } | { jid: string }

/** One person in the answer. Members that WhatsApp did not name are null. */
export type FoundUser = {
  node: BinaryNode
  /** The number that was asked about, where the answer repeats it. */
  asked: string | null
  /** The address by number, and the other one. */
  jid: string | null
  lid: string | null
}

/** Looks people up. Rejects with QuestionRefused when WhatsApp refuses the question or one part of it for everybody. */
export const askAbout = async (
  { ask, socket }: { ask: Ask; socket: WASocket },
  protocols: readonly Protocol[],
  people: readonly Who[],
  signal: AbortSignal
): Promise<FoundUser[]> => {
  const content = usyncNode(socket.generateMessageTag(), protocols, people)
  const answer = await ask({ xmlns: 'usync', type: 'get', content: [content] }, signal)
  return readUsync(answer, protocols)
}

const usyncNode = (
  sid: string,
  protocols: readonly Protocol[],
  people: readonly Who[]
): BinaryNode => ({
  tag: 'usync',
  attrs: { sid, mode: 'query', context: 'interactive', last: 'true', index: '0' },
  content: [
    { tag: 'query', attrs: {}, content: protocols.map((tag) => ({ tag, attrs: {} })) },
    { tag: 'list', attrs: {}, content: people.map(userNode) }
  ]
})

const userNode = (who: Who): BinaryNode =>
  'jid' in who
    ? { tag: 'user', attrs: { jid: who.jid }, content: [] }
    : {
        tag: 'user',
        attrs: {},
        content: [{ tag: 'contact', attrs: {}, content: `+${who.phone_number}` }]
      }

/** The people in an answer. What is refused for everybody stands beside the list, not in it. */
export const readUsync = (answer: BinaryNode, protocols: readonly Protocol[]): FoundUser[] => {
  const usync = getBinaryNodeChild(answer, 'usync')
  const result = getBinaryNodeChild(usync, 'result')
  for (const protocol of protocols) {
    const error = getBinaryNodeChild(getBinaryNodeChild(result, protocol), 'error')
    if (error) throw new QuestionRefused(error)
  }
  const list = getBinaryNodeChild(usync, 'list')
  if (!list) throw new Error('an answer about people without a list of them')
  return getBinaryNodeChildren(list, 'user').map(readUser)
}

const readUser = (node: BinaryNode): FoundUser => {
  const { jid, pn_jid } = node.attrs
  const addresses = [jid, pn_jid, getBinaryNodeChild(node, 'lid')?.attrs['val']]
  const asked = textOf(getBinaryNodeChild(node, 'contact')).replace(/@.*|\D/g, '')
  return {
    node,
    asked: asked || null,
    jid: normalized(addresses.find((one) => isPnUser(one))),
    lid: normalized(addresses.find((one) => isLidUser(one)))
  }
}

const normalized = (jid: string | undefined): string | null => (jid ? jidNormalizedUser(jid) : null)

/** Whether the person has an account; null where WhatsApp does not say so of this one. */
export const isRegistered = ({ node }: FoundUser): boolean | null => {
  const contact = getBinaryNodeChild(node, 'contact')
  if (!contact || getBinaryNodeChild(contact, 'error')) return null
  const { type } = contact.attrs
  if (type === 'in') return true
  return type === 'out' || type === 'invalid' ? false : null
}

/** Where two ways to write a number differ, it is before this many digits. */
const common_digits = 7
const country_digits = 2

/**
 * Which person in the answer each number is. Most answers repeat what was asked; others are told by the account's number,
 * which may be written in another way. What fits to nobody, or to several, stays without an answer.
 */
export const matchNumbers = (
  numbers: readonly string[],
  found: readonly FoundUser[]
): Map<string, FoundUser> => {
  const matched = new Map<string, FoundUser>()
  for (const user of found)
    if (user.asked && numbers.includes(user.asked)) matched.set(user.asked, user)
  const open = (): string[] => numbers.filter((number) => !matched.has(number))
  const rest = found.filter((user) => !user.asked)
  for (const user of rest) {
    const number = user.jid && phoneNumberOf(user.jid)
    if (number && open().includes(number)) matched.set(number, user)
  }
  const used = new Set(matched.values())
  for (const user of rest.filter((one) => !used.has(one))) {
    const alike = open().filter((number) => isAlike(number, phoneNumberOf(user.jid ?? '')))
    const [number] = alike
    if (number !== undefined && alike.length === 1) matched.set(number, user)
  }
  return matched
}

const isAlike = (one: string, other: string | null): boolean =>
  one.slice(0, country_digits) === other?.slice(0, country_digits) &&
  one.slice(-common_digits) === other.slice(-common_digits)

/** The text in a node, however it is encoded. */
export const textOf = (node: BinaryNode | undefined): string => {
  const { content } = node ?? {}
  if (typeof content === 'string') return content
  return content instanceof Uint8Array ? Buffer.from(content).toString('utf8') : ''
}

/** A time as WhatsApp writes it, in seconds since 1970; null where it is not known, which some write as 0. */
export const timeOf = (text: string | undefined): Date | null => {
  const seconds = /^\d{1,11}$/.test(text ?? '') ? Number(text) : 0
  return seconds > 0 ? new Date(seconds * 1_000) : null
}

/** Whoever is written to next is not looked up again. */
export const remember = async (socket: WASocket, users: FoundUser[]): Promise<void> => {
  const pairs = users.flatMap(({ jid, lid }) => (jid && lid ? [{ pn: jid, lid }] : []))
  if (pairs.length > 0) await socket.signalRepository.lidMapping.storeLIDPNMappings(pairs)
}
