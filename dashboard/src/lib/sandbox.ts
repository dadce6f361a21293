import { useSyncExternalStore } from 'react'

/** Where the operator has a simulated phone; null where there is none, as in production. */
export const sandbox_url: string | null =
  globalThis.document
    ?.querySelector<HTMLMetaElement>('meta[name="sandbox-url"]')
    ?.content.match(/^https?:.*/)?.[0] ?? null

type State = { opened: boolean; customer: string | null; frame: Window | null; qr: string | null }

let state: State = { opened: false, customer: null, frame: null, qr: null }
const watchers = new Set<() => void>()

const change = (next: Partial<State>): void => {
  state = { ...state, ...next }
  for (const watcher of watchers) watcher()
}

const origin = sandbox_url ? new URL(sandbox_url).origin : ''

/** Hands the newest code to the phone, once it is there. */
const hold = (): void => {
  if (state.frame && state.customer && state.qr)
    state.frame.postMessage({ type: 'sandbox-scan', qr: state.qr }, origin)
}

export const sandbox = {
  open: (): void => change({ opened: true }),
  close: (): void => change({ opened: false, frame: null, customer: null, qr: null }),
  /** Holds the phone in front of this code, and opens it where it is not open yet. */
  scan: (qr: string): void => {
    change({ opened: true, qr })
    hold()
  },
  /** Hears what the phone in this frame says, and nobody else. */
  listen: (frame: Window): (() => void) => {
    change({ frame })
    const hear = ({ source, origin: from, data }: MessageEvent): void => {
      if (source !== frame || from !== origin) return
      if (data?.type === 'sandbox-ready') change({ customer: String(data.customer) })
      if (data?.type === 'sandbox-linked') change({ qr: null })
      hold()
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useSandbox = (): State => useSyncExternalStore(watch, () => state)
