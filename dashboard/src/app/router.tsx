import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect
} from '@tanstack/react-router'
import { Failed } from '../components/failed.tsx'
import { NotFound } from '../components/not-found.tsx'
import { login } from '../lib/login.ts'
import { nextAddress } from '../lib/next-address.ts'
import { permissions } from '../lib/permissions.ts'
import { LoginPage } from '../pages/login/login-page.tsx'
import { mail_routes, page_routes } from './page-routes.ts'
import { Shell } from './shell.tsx'

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: Failed })

const leaveWhenLoggedIn = async ({ search }: { search: { next?: string } }): Promise<void> => {
  if (await login.resume()) throw redirect({ href: nextAddress(search.next) })
}
const nextSearch = (search: Record<string, unknown>): { next?: string } =>
  search['next'] === undefined ? {} : { next: nextAddress(search['next']) }

const login_route = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: nextSearch,
  beforeLoad: leaveWhenLoggedIn,
  component: LoginPage
})
const register_route = createRoute({
  getParentRoute: () => root,
  path: '/register',
  validateSearch: nextSearch,
  beforeLoad: leaveWhenLoggedIn,
  component: lazyRouteComponent(() => import('../pages/login/register-page.tsx'), 'RegisterPage')
})

const mail_pages = mail_routes.map(({ path, load }) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: nextSearch,
    component: lazyRouteComponent(load, 'Page')
  })
)

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    if (await login.resume()) return permissions.know()
    const search = location.href === '/' ? {} : { next: location.href }
    throw redirect({ to: '/login', search })
  },
  component: Shell
})

const pages = page_routes.map(({ path, load, search }) =>
  createRoute({
    getParentRoute: () => inside,
    path,
    validateSearch: search,
    component: lazyRouteComponent(load, 'Page')
  })
)

/** Where payment providers send customers back to. */
const billing = ['/billing', '/billing/$checkout'].map((path) =>
  createRoute({
    getParentRoute: () => inside,
    path,
    beforeLoad: ({ params }) => {
      const { checkout } = params as { checkout?: string }
      throw redirect({ to: '/settings', search: { tab: 'plan', ...(checkout && { checkout }) } })
    }
  })
)

export const router = createRouter({
  routeTree: root.addChildren([
    login_route,
    register_route,
    ...mail_pages,
    inside.addChildren([...pages, ...billing])
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Failed,
  scrollRestoration: true
})
