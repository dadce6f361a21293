import { withTexts } from '../lib/language.ts'
import { type Search, textsOf } from '../lib/search.ts'

type PageModule = Promise<{ Page: () => React.ReactNode }>
type PageRoute = {
  path: string
  load: () => PageModule
  /** What the page takes from behind the question mark of its address. */
  search: (given: Record<string, unknown>) => Search
}

/** Every page behind the login, each loaded when it is first opened. */
export const page_routes: PageRoute[] = [
  { path: '/', load: () => import('../pages/home/page.tsx'), search: textsOf() },
  {
    path: '/numbers',
    load: withTexts(() => import('../pages/numbers/page.tsx')),
    search: textsOf('link', 'number')
  },
  {
    path: '/chats',
    load: withTexts(() => import('../pages/chats/page.tsx')),
    search: textsOf('session_id', 'chat')
  },
  {
    path: '/chats/groups',
    load: withTexts(() => import('../pages/groups/page.tsx')),
    search: textsOf('session_id', 'group')
  },
  {
    path: '/chats/statuses',
    load: withTexts(() => import('../pages/statuses/page.tsx')),
    search: textsOf('session_id', 'tab', 'status')
  },
  {
    path: '/messages',
    load: withTexts(() => import('../pages/messages/page.tsx')),
    search: textsOf('text', 'status', 'direction', 'session_id', 'type', 'message')
  },
  {
    path: '/messages/bulk',
    load: withTexts(() => import('../pages/bulk/page.tsx')),
    search: textsOf()
  },
  {
    path: '/messages/templates',
    load: withTexts(() => import('../pages/templates/page.tsx')),
    search: textsOf('template')
  },
  {
    path: '/messages/opt-outs',
    load: withTexts(() => import('../pages/opt-outs/page.tsx')),
    search: textsOf('contact', 'open')
  },
  {
    path: '/analytics',
    load: withTexts(() => import('../pages/analytics/page.tsx')),
    search: textsOf('range', 'from', 'to', 'timezone', 'session_id')
  },
  {
    path: '/developers',
    load: withTexts(() => import('../pages/developers/page.tsx')),
    search: textsOf('tab', 'webhook', 'delivery', 'status', 'key', 'incoming')
  },
  {
    path: '/settings',
    load: withTexts(() => import('../pages/settings/page.tsx')),
    search: textsOf('tab', 'choose', 'checkout', 'invoice')
  },
  {
    path: '/admin',
    load: withTexts(() => import('../pages/admin/page.tsx')),
    search: textsOf('tab', 'email', 'log', 'invoice', 'open')
  }
]

type EntryRoute = { path: string; load: () => PageModule }

/** Pages before the login that the links of mails lead to, and those that have them sent. */
export const mail_routes: EntryRoute[] = [
  { path: '/verify-email', load: withTexts(() => import('../pages/mail-links/verify-email.tsx')) },
  {
    path: '/forgot-password',
    load: withTexts(() => import('../pages/mail-links/forgot-password.tsx'))
  },
  {
    path: '/reset-password',
    load: withTexts(() => import('../pages/mail-links/reset-password.tsx'))
  },
  { path: '/invitation', load: withTexts(() => import('../pages/mail-links/invitation.tsx')) }
]
