import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import { chatNumber } from '../lib/chat-number.ts'
import { usePermissions } from '../lib/permissions.ts'
import { useSessions } from '../lib/queries.ts'
import type { Search } from '../lib/search.ts'
import { useUser } from '../lib/use-user.ts'
import { places } from './navigation.tsx'
import { plainText } from './plain-text.ts'

/** Somewhere that the palette leads to. */
export type Target = { key: string; name: string; kind: string; to: string; search: Search }

/** Chats are looked for in so many numbers, the newest of each. */
const sessions_max = 10
const chats_max = 100

const usePages = (): Target[] => {
  const { t, i18n } = useLingui()
  const { role } = useUser()
  const { may, mayOpen } = usePermissions()
  const kind = t`Page`
  const page = (to: string, name: string, search: Search = {}): Target => ({
    key: `${to} ${search['tab'] ?? ''}`,
    name,
    kind,
    to,
    search
  })
  return [
    ...places
      .filter(({ owner }) => !owner || role === 'admin')
      .map(({ path, label }) => page(path, i18n._(label))),
    page('/chats/groups', t`Groups`),
    page('/chats/statuses', t`Statuses`),
    page('/messages/bulk', t`Send to many`),
    page('/messages/templates', t`Templates`),
    page('/messages/opt-outs', t`Opt-outs`),
    page('/developers', t`Webhooks`, { tab: 'webhooks' }),
    page('/developers', t`Incoming webhooks`, { tab: 'incoming' }),
    page('/developers', t`Events`, { tab: 'events' }),
    page('/settings', t`Security`, { tab: 'security' }),
    ...(role === 'admin' ? [page('/admin', t`Invoices`, { tab: 'invoices' })] : []),
    page('/settings', t`Team`, { tab: 'team' }),
    ...(may('billing:read') ? [page('/settings', t`Plan and usage`, { tab: 'plan' })] : []),
    ...(may('account:read')
      ? [
          page('/settings', t`Linking page`, { tab: 'branding' }),
          page('/settings', t`Audit log`, { tab: 'audit' })
        ]
      : []),
    ...(may('owner') ? [page('/settings', t`Your data`, { tab: 'account' })] : [])
  ].filter(({ to }) => mayOpen(to))
}

/** What these letters may mean, pages first. */
export const usePaletteTargets = (text: string): Target[] => {
  const { t } = useLingui()
  const pages = usePages()
  const { may } = usePermissions()
  const { data: sessions = [] } = useSessions()
  const asked = sessions.filter(({ linked_at }) => linked_at).slice(0, sessions_max)
  const { data: chats = [] } = useQuery({
    queryKey: ['palette', ...asked.map(({ id }) => id)],
    queryFn: async ({ signal }) => {
      const lists = asked.map(async ({ id }) => {
        const { data } = await api.listChats({ id, limit: chats_max }, { signal })
        return data.map((chat) => ({ session_id: id, id: chat.id, name: chat.name }))
      })
      return (await Promise.all(lists)).flat()
    },
    enabled: asked.length > 0 && may('messages:read')
  })
  const numbers = sessions.map(
    ({ id, session_name, phone_number }): Target => ({
      key: id,
      name: [session_name, phone_number].filter(Boolean).join(' · '),
      kind: t`Number`,
      to: '/numbers',
      search: { number: id }
    })
  )
  const conversations = chats.map(({ session_id, id, name }): Target => {
    const number = chatNumber(id)
    return {
      key: `${session_id} ${id}`,
      name: name ?? (number ? `+${number}` : id),
      kind: t`Chat`,
      to: '/chats',
      search: { session_id, chat: id }
    }
  })
  const words = plainText(text).split(/\s+/).filter(Boolean)
  const all = words.length === 0 ? pages : [...pages, ...numbers, ...conversations]
  return all.filter(({ key, name }) => {
    const known = plainText(`${name} ${key}`)
    return words.every((word) => known.includes(word))
  })
}
