import { useMemo, useSyncExternalStore } from 'react'
import { allows, allowsPage, type Granted, type Need } from './allows.ts'
import { api } from './api.ts'
import { login } from './login.ts'

let granted: Granted = []
let of: string | null = null
const listeners = new Set<() => void>()

const whose = (): string => {
  const user = login.user()
  return user ? `${user.id} ${user.tenant_id}` : ''
}

/** What the user may do in the account, as the gateway says it: all that is hidden or cannot be used hangs on this. */
export const permissions = {
  /** Asks for them, once for each login. */
  know: async (): Promise<void> => {
    if (of !== whose()) await permissions.renew()
  },
  /** Asks again: the role of the user has changed. */
  renew: async (): Promise<void> => {
    const asked = whose()
    const { credential } = await api.getMe()
    granted = credential.scopes
    of = asked
    for (const listener of listeners) listener()
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
}

/** What the user may do, and which pages they may open. Drawn anew when that changes. */
export const usePermissions = () => {
  const known = useSyncExternalStore(permissions.subscribe, () => granted)
  return useMemo(
    () => ({
      may: (...needs: Need[]): boolean => needs.every((need) => allows(known, need)),
      mayOpen: (path: string): boolean => allowsPage(known, path)
    }),
    [known]
  )
}
