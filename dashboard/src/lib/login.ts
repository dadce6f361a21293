import type { Arguments, components } from '@whatsapp-saas/sdk'
import { fetchInLanguage } from './preferences.ts'
import { problemOf } from './problem.ts'

type User = components['schemas']['User']
type Login = { access_token: string; expires_in: number; user: User }
type Held = { token: string; user: User; renew_at: number }

const path = '/dashboard/login'
/** An access token is renewed so long before it ends: a call that is under way must not fail. */
const spare_ms = 30_000
/** Other tabs of this browser hear of a login's end. */
const tabs = new BroadcastChannel('login')

let held: Held | null = null
let renewing: Promise<Held | null> | null = null
const listeners = new Set<() => void>()

const keep = (login: Login | null): Held | null => {
  held = login && {
    token: login.access_token,
    user: login.user,
    renew_at: performance.now() + login.expires_in * 1000 - spare_ms
  }
  for (const listener of listeners) listener()
  return held
}

const post = async (name: string, body?: object, token?: string): Promise<Login | null> => {
  const answer = await fetchInLanguage(`${path}/${name}`, {
    method: 'POST',
    ...(body && { body: JSON.stringify(body) }),
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` })
    }
  })
  if (answer.status === 204) return null
  const content = await answer.json()
  if (!answer.ok) throw problemOf(content)
  return content
}

/** Tabs share one cookie: they renew one after the other. */
const renew = (): Promise<Held | null> => {
  const run = async (): Promise<Held | null> => keep(await post('refresh'))
  renewing ??= (navigator.locks ? navigator.locks.request('login', run) : run()).finally(() => {
    renewing = null
  })
  return renewing
}

/** The access token lives here and nowhere else; the cookie that renews it is out of reach of any script. */
export const login = {
  user: (): User | null => held?.user ?? null,
  /** The user of this browser; null when nobody is logged in. */
  resume: async (): Promise<User | null> => (held ?? (await renew()))?.user ?? null,
  /** For each call; '' once the login has ended, which the gateway refuses. */
  token: async (): Promise<string> => {
    if (held && performance.now() < held.renew_at) return held.token
    return (await renew())?.token ?? ''
  },
  begin: async (given: Arguments<'logIn'>): Promise<void> => {
    keep(await post('begin', given))
  },
  /** With a passkey alone. */
  beginWithPasskey: async (given: Arguments<'logInWithPasskey'>): Promise<void> => {
    keep(await post('passkey', given))
  },
  register: async (given: Arguments<'registerUser'>): Promise<void> => {
    keep(await post('register', given))
  },
  /** Joins a team. The login that this browser may have had ends, in other tabs too. */
  accept: async (given: Arguments<'acceptTeamInvitation'>): Promise<void> => {
    keep(await post('accept', given))
    tabs.postMessage('ended')
  },
  /** Goes on in another account of the user, where the login that was there before ends. */
  switchTo: async (tenant_id: string): Promise<void> => {
    keep(await post('switch', { tenant_id }, await login.token()))
    tabs.postMessage('ended')
  },
  end: async (): Promise<void> => {
    await post('end')
    keep(null)
    tabs.postMessage('ended')
  },
  /** After a change of name or address. */
  changed: (user: User): void => {
    if (held) held = { ...held, user }
    for (const listener of listeners) listener()
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
}

tabs.onmessage = () => keep(null)
