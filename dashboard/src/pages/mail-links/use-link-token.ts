import { useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { tokenOf } from './token-of.ts'

/**
 * The token that a link of a mail carries behind its #. It is taken out of the address bar, so that it is in no history, no
 * bookmark and no picture of the screen. A second link that is opened in the same tab brings its own.
 */
export const useLinkToken = (): string | null => {
  const router = useRouter()
  const { pathname, hash } = useRouterState({ select: (state) => state.location })
  const found = tokenOf(hash)
  const [token, setToken] = useState(found)
  useEffect(() => {
    if (found === null) return
    setToken(found)
    router.history.replace(pathname)
  }, [found, pathname, router])
  return found ?? token
}
