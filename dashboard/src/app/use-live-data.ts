import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { GatewayError } from '@whatsapp-saas/sdk'
import { useEffect } from 'react'
import { api } from '../lib/api.ts'
import { chat_keys, keepChats } from '../lib/keep-chats.ts'
import { keepSession } from '../lib/keep-sessions.ts'
import { followEvents, listen, useEvents } from '../lib/live.ts'
import { login } from '../lib/login.ts'
import { permissions, usePermissions } from '../lib/permissions.ts'
import { staleBy } from '../lib/stale.ts'

/** Events come in bursts: a list is fetched anew once for all of them. */
const gather_ms = 150

const nullWhereGone = (error: unknown): null => {
  if (error instanceof GatewayError && error.status === 404) return null
  throw error
}

/** Keeps what is shown up to date, and leaves when the login has ended. */
export const useLiveData = (): void => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { may } = usePermissions()
  const may_hear = may('sessions:read')
  useEffect(() => {
    if (!may_hear) return
    const ending = new AbortController()
    const keeper = keepChats(queries, {
      chat: (id, chat, signal) => api.getChat({ id, chat }, { signal }).catch(nullWhereGone),
      message: (id, signal) => api.getMessage({ id }, { signal }).catch(nullWhereGone)
    })
    const unheard = listen(keeper.hear)
    let opened_before = false
    followEvents(ending.signal, (continues) => {
      // What happened before the stream was opened is told by no event.
      if (!continues) queries.invalidateQueries(opened_before ? {} : { queryKey: chat_keys.all })
      opened_before = true
    }).catch(async () => {
      // The login has ended, or its role allows this no more.
      if (await login.resume()) await permissions.renew()
    })
    return () => {
      ending.abort()
      unheard()
      keeper.end()
    }
  }, [queries, may_hear])
  const pending = new Set<string>()
  useEvents((event) => {
    if (keepSession(queries, event)) return
    if (pending.size === 0)
      setTimeout(() => {
        for (const key of pending) queries.invalidateQueries({ queryKey: [key] })
        pending.clear()
      }, gather_ms)
    for (const key of staleBy(event.type)) pending.add(key)
  })
  useEffect(
    () =>
      login.subscribe(() => {
        if (login.user()) return
        queries.clear()
        navigate({ to: '/login' })
      }),
    [queries, navigate]
  )
}
