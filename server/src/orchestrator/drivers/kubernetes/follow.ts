import type { Informer, KubernetesListObject, KubernetesObject } from '@kubernetes/client-node'
import { pause } from '../../../lib/retry.ts'

/** What is told of the objects of one kind. */
export type Following<T> = {
  changed(object: T): void
  deleted(object: T): void
  /** Nothing is told at the moment; it is tried again. */
  lost(error: unknown): void
}

export type Follower = {
  /** Whether all that happens is told now. */
  isTold(): boolean
  /** Resolves when all are known; rejects when that failed the first time. */
  ready: Promise<void>
  close(): void
}

const again_ms = 500

/**
 * Follows objects until it is closed: lists them once, hears of each change from there on, goes on where a connection broke off,
 * and lists anew when the server has forgotten that place (410). All of that but trying again is the library's.
 */
export const startFollower = <T extends KubernetesObject>(
  make: (list: () => Promise<KubernetesListObject<T>>) => Informer<T>,
  list: () => Promise<KubernetesListObject<T>>,
  following: Following<T>
): Follower => {
  const closed = new AbortController()
  const informer = make(list)
  let told = false
  let failure: unknown = null
  let starting = false

  const start = async (): Promise<void> => {
    starting = true
    failure = null
    await informer.start().catch((error: unknown) => {
      failure = error
    })
    starting = false
    told = failure === null
    if (failure !== null) throw failure
  }

  const startAgain = async (): Promise<void> => {
    while (!closed.signal.aborted) {
      await pause(again_ms, closed.signal)
      if (closed.signal.aborted || (await start().then(() => true, lost))) return
    }
  }
  const lost = (error: unknown): false => {
    told = false
    if (!closed.signal.aborted) following.lost(error)
    return false
  }

  informer.on('add', following.changed)
  informer.on('update', following.changed)
  informer.on('delete', following.deleted)
  informer.on('error', (error: unknown) => {
    failure = error ?? new Error('the connection ended')
    // Whoever starts it hears of it as well.
    if (starting) return
    lost(failure)
    void startAgain()
  })
  const ready = start().catch((error: unknown) => {
    lost(error)
    void startAgain()
    throw error
  })
  ready.catch(() => undefined)

  return {
    isTold: () => told,
    ready,
    close: () => {
      closed.abort()
      void informer.stop()
    }
  }
}
