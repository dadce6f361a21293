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
    load: () => import('../pages/numbers/page.tsx'),
    search: textsOf('link', 'number')
  },
  {
    path: '/chats',
    load: () => import('../pages/chats/page.tsx'),
    search: textsOf('session_id', 'chat')
  },
  {
    path: '/messages',
    load: () => import('../pages/messages/page.tsx'),
    search: textsOf('text', 'status', 'direction', 'session_id', 'type', 'message')
  },
  {
    path: '/developers',
    load: () => import('../pages/developers/page.tsx'),
    search: textsOf('tab', 'webhook', 'delivery', 'status')
  },
  {
    path: '/settings',
    load: () => import('../pages/settings/page.tsx'),
    search: textsOf('tab')
  },
  {
    path: '/admin',
    load: () => import('../pages/admin/page.tsx'),
    search: textsOf('tab', 'email')
  }
]
