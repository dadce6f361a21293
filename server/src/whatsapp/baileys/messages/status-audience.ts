import {
  type BinaryNode,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  jidNormalizedUser
} from 'baileys'
import type { StatusSetting } from '../../../domain/status.ts'
import { type Ask, QuestionRefused } from '../calls/ask.ts'

/** Who sees the statuses that are posted on the phone: a kind of list, and the people on it. */
export type PhoneAudience = { setting: StatusSetting; people: string[] }

const everybody: PhoneAudience = { setting: 'contacts', people: [] }

/** Asks how that is set on the phone. */
export const askAudience = async (ask: Ask, signal: AbortSignal): Promise<PhoneAudience> => {
  const content = [{ tag: 'privacy', attrs: {} }]
  try {
    return audienceIn(await ask({ xmlns: 'status', type: 'get', content }, signal))
  } catch (error) {
    // Nobody has ever set it.
    if (error instanceof QuestionRefused && error.code === '404') return everybody
    throw error
  }
}

const audienceIn = (answer: BinaryNode): PhoneAudience => {
  const lists = getBinaryNodeChildren(getBinaryNodeChild(answer, 'privacy'), 'list')
  const list = lists.find(({ attrs }) => attrs['default'] === 'true') ?? lists[0]
  if (!list) return everybody
  const people = getBinaryNodeChildren(list, 'user').flatMap(({ attrs }) =>
    attrs['jid'] ? [jidNormalizedUser(attrs['jid'])] : []
  )
  const { type = '' } = list.attrs
  // Of a kind of list that nobody here knows those see it who are on it, and nobody else.
  return { setting: settings.get(type) ?? 'only', people: type === 'contacts' ? [] : people }
}

const settings = new Map<string, StatusSetting>([
  ['contacts', 'contacts'],
  ['whitelist', 'only'],
  ['blacklist', 'except']
])
