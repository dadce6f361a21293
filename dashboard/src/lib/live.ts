import type { GatewayEvent } from '@whatsapp-saas/sdk'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { api } from './api.ts'

type Listener = (event: GatewayEvent) => void

const kept_max = 200
const listeners = new Set<Listener>()
const watchers = new Set<() => void>()
let live = false
let recent: GatewayEvent[] = []

const changed = (): void => {
  for (const watcher of watchers) watcher()
}

/** Hears every event of the account until `signal` ends it, over as many connections as it takes. */
export const followEvents = async (signal: AbortSignal): Promise<void> => {
  live = true
  recent = []
  changed()
  try {
    for await (const event of api.events({ signal })) {
      recent = [event, ...recent].slice(0, kept_max)
      changed()
      for (const listener of listeners) listener(event)
    }
  } finally {
    live = false
    changed()
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

/** The last events since the dashboard was opened, newest first. */
export const useRecentEvents = (): GatewayEvent[] => useSyncExternalStore(watch, () => recent)
