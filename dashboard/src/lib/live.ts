import type { GatewayEvent } from '@whatsapp-saas/sdk'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { api } from './api.ts'

type Listener = (event: GatewayEvent) => void

const listeners = new Set<Listener>()
const watchers = new Set<() => void>()
let live = false

const setLive = (value: boolean): void => {
  live = value
  for (const watcher of watchers) watcher()
}

/** Hears every event of the account until `signal` ends it, over as many connections as it takes. */
export const followEvents = async (signal: AbortSignal): Promise<void> => {
  setLive(true)
  try {
    for await (const event of api.events({ signal }))
      for (const listener of listeners) listener(event)
  } finally {
    setLive(false)
  }
}

/** Calls `listener` with every event while the component is shown. */
export const useEvents = (listener: Listener): void => {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => {
    const one: Listener = (event) => latest.current(event)
    listeners.add(one)
    return () => {
      listeners.delete(one)
    }
  }, [])
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Whether what is shown is kept up to date by events. */
export const useIsLive = (): boolean => useSyncExternalStore(watch, () => live)
