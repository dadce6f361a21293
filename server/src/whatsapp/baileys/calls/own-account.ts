import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from 'baileys'
import type { Privacy, PrivacyChanges } from '../../../schemas/own-account.ts'
import type { CallHandlers } from '../../contract.ts'
import { refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'

type Handlers = Pick<
  CallHandlers,
  'set_own_name' | 'set_own_about' | 'read_privacy' | 'set_privacy'
>

/** What the account shows of itself, and to whom. */
export const ownAccountCalls = ({ ask, app_state }: CallContext): Handlers => {
  const readPrivacy = async (signal: AbortSignal): Promise<Privacy> => {
    const content = [{ tag: 'privacy', attrs: {} }]
    return privacyIn(await ask({ xmlns: 'privacy', type: 'get', content }, signal))
  }
  return {
    set_own_name: async ({ name }, signal) => {
      const value = { pushNameSetting: { name }, timestamp: Date.now() }
      const setting = { index: ['setting_pushName'], value, version: 1 }
      await app_state.set('critical_block', [setting], signal)
      return {}
    },
    set_own_about: async ({ about }, signal) => {
      const content = [{ tag: 'status', attrs: {}, content: Buffer.from(about) }]
      await ask({ xmlns: 'status', type: 'set', content }, signal).catch((error) => {
        throw refusalOf(error)
      })
      return {}
    },
    read_privacy: (_input, signal) =>
      readPrivacy(signal).catch((error) => {
        throw refusalOf(error)
      }),
    set_privacy: async ({ changes }, signal) => {
      try {
        const content = [{ tag: 'privacy', attrs: {}, content: categoriesOf(changes) }]
        await ask({ xmlns: 'privacy', type: 'set', content }, signal)
        return await readPrivacy(signal)
      } catch (error) {
        throw refusalOf(error)
      }
    }
  }
}

const audience = {
  everyone: 'all',
  contacts: 'contacts',
  contacts_except: 'contact_blacklist',
  nobody: 'none'
} as const

/** By our names: what WhatsApp calls a setting, and its values. */
const settings = {
  last_seen: ['last', audience],
  online: ['online', { everyone: 'all', as_last_seen: 'match_last_seen' }],
  picture: ['profile', audience],
  about: ['status', audience],
  groups: ['groupadd', audience],
  calls: ['calladd', { everyone: 'all', known: 'known' }],
  messages: ['messages', { everyone: 'all', contacts: 'contacts' }]
} as const satisfies Record<string, readonly [string, Record<string, string>]>

const read_receipts = 'readreceipts'

const categoriesOf = (changes: PrivacyChanges): BinaryNode[] => {
  const category = (name: string, value: string): BinaryNode => ({
    tag: 'category',
    attrs: { name, value }
  })
  const named = Object.entries(settings).flatMap(([ours, [name, values]]) => {
    const wanted = changes[ours as keyof typeof settings]
    return wanted === undefined
      ? []
      : [category(name, (values as Record<string, string>)[wanted] ?? '')]
  })
  if (changes.read_receipts === undefined) return named
  return [...named, category(read_receipts, changes.read_receipts ? 'all' : 'none')]
}

const privacyIn = (answer: BinaryNode): Privacy => {
  const nodes = getBinaryNodeChildren(getBinaryNodeChild(answer, 'privacy'), 'category')
  const said = new Map(nodes.map(({ attrs }) => [attrs['name'], attrs['value']]))
  const shown = Object.entries(settings).map(([ours, [name, values]]) => {
    const value = Object.entries(values).find(([, theirs]) => theirs === said.get(name))?.[0]
    return [ours, value ?? null]
  })
  const receipts = said.get(read_receipts)
  return {
    ...(Object.fromEntries(shown) as Omit<Privacy, 'read_receipts'>),
    read_receipts: receipts === undefined ? null : receipts !== 'none'
  }
}
