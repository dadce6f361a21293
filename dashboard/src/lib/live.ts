import type { EventOptions, GatewayEvent } from '@whatsapp-saas/sdk'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { api, type Message } from './api.ts'

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
export const followEvents = async (
  signal: AbortSignal,
  onOpen: NonNullable<EventOptions['on_open']>
): Promise<void> => {
  live = true
  recent = []
  changed()
  try {
    for await (const event of api.events({ signal, on_open: onOpen })) {
      recent = [event, ...recent].slice(0, kept_max)
      changed()
      tell(event)
    }
  } finally {
    live = false
    changed()
  }
}

const tell = (event: GatewayEvent): void => {
  for (const listener of listeners) listener(event)
}

/** Shows a message that was just accepted here: its event is on its way, and may be late. */
export const tellAccepted = (message: Message): void => {
  const { id, session_id, queued_at: created_at } = message
  tell({ id, type: 'message.accepted', created_at, session_id, data: message })
}

/** Calls `listener` with every event until the function that it answers with is called. */
export const listen = (listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Calls `listener` with every event while the component is shown. */
export const useEvents = (listener: Listener): void => {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => listen((event) => latest.current(event)), [])
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Whether what is shown is kept up to date by events. */
export const useIsLive = (): boolean => useSyncExternalStore(watch, () => live)

/** The last events since the dashboard was opened, newest first. */
export const useRecentEvents = (): GatewayEvent[] => useSyncExternalStore(watch, () => recent)
