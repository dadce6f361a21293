import { useSyncExternalStore } from 'react'
import type { Schemas } from './api.ts'
import { login } from './login.ts'

let last: Schemas['User'] | null = null

/** While a login ends the page behind it still shows for a moment whose it was. */
const read = (): Schemas['User'] => {
  last = login.user() ?? last
  if (!last) throw new Error('nobody is logged in')
  return last
}

/** Who is logged in, on pages behind the login. */
export const useUser = (): Schemas['User'] => useSyncExternalStore(login.subscribe, read)
