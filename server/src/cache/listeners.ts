import type { Log } from '../lib/log.ts'
import type { Listener } from './contract.ts'

/** Those of this process who listen to one channel. */
export type Listeners = Listener & {
  /** Call what it returns to end it. */
  add(listener: Listener): () => void
}

/** What a listener throws is logged and keeps nothing from the others. */
export const createListeners = (log: Log): Listeners => {
  const listeners = new Set<Listener>()
  const each = (call: (listener: Listener) => void): void => {
    for (const listener of [...listeners]) {
      try {
        call(listener)
      } catch (error) {
        log.error({ err: error }, 'listener of a channel failed')
      }
    }
  }
  return {
    message: (text) => each((listener) => listener.message(text)),
    missed: () => each((listener) => listener.missed()),
    add: (listener) => {
      // One of its own for each call: the same listener may be there twice.
      const own: Listener = {
        message: (text) => listener.message(text),
        missed: () => listener.missed()
      }
      listeners.add(own)
      return () => void listeners.delete(own)
    }
  }
}
