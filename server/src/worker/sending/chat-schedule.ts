import type { ChatQueue, ChatQueues } from './chat-queues.ts'
import type { Pace } from './pace.ts'
import type { SenderDeps } from './sender-contract.ts'

/** Decides when which chat of a session is served. */
export type ChatSchedule = {
  /** There may be a chat that can be served. */
  wake(): void
  /** Begins no other message. Resolves when those that were begun are sent, or have failed. */
  finish(): Promise<void>
  stop(): void
}

/** Most chats of one session that are served at once; for each step of urgency there is room for some more. */
const chats_at_once = 16
const more_chats = 4
/** The rank of what is least urgent. */
export const rank_least = 2

/**
 * The most urgent chats come first, then in a circle, each when its pace and the fair scheduler of the worker allow. `serve`
 * calls `encrypted` when its message waits for nothing but WhatsApp.
 */
export const createChatSchedule = (
  deps: Pick<SenderDeps, 'tenant_id' | 'scheduler' | 'clock' | 'log' | 'stopped'> & {
    queues: ChatQueues
    pace: Pace
    over: () => boolean
    serve: (queue: ChatQueue, encrypted: () => void) => Promise<void>
  }
): ChatSchedule => {
  const { queues, pace, log } = deps
  const member = deps.scheduler.join(deps.tenant_id, (done) => start(done))
  let serving = 0
  let timer: NodeJS.Timeout | undefined
  let finished: PromiseWithResolvers<void> | undefined

  const isOver = (): boolean => finished !== undefined || deps.over() || deps.stopped.aborted
  const now_ms = (): number => deps.clock.now().getTime()

  const next = (): ChatQueue | { at_ms: number } =>
    queues.next(now_ms(), (queue, rank) =>
      serving >= chats_at_once + (rank_least - rank) * more_chats
        ? Number.POSITIVE_INFINITY
        : Math.max(pace.sessionFree(), pace.chatFree(queue.chat_id))
    )

  const wake = (): void => {
    if (isOver()) return
    clearTimeout(timer)
    const found = next()
    if ('chat_id' in found) member.ask()
    else if (found.at_ms < Number.POSITIVE_INFINITY)
      timer = setTimeout(wake, Math.max(1, found.at_ms - now_ms()))
  }

  const start = (done: () => void): void => {
    const queue = isOver() ? undefined : next()
    if (!queue || !('chat_id' in queue)) {
      done()
      return wake()
    }
    void serve(queue, done)
    wake()
  }

  const serve = async (queue: ChatQueue, done: () => void): Promise<void> => {
    queue.busy = true
    serving++
    try {
      await deps.serve(queue, done)
    } catch (error) {
      // The journal takes nothing any more: the session is somebody else's.
      log.debug({ err: error }, 'sending ended')
    } finally {
      done()
      serving--
      queue.busy = false
      queues.requeue(queue)
      if (serving === 0) finished?.resolve()
      wake()
    }
  }

  return {
    wake,
    finish: () => {
      finished ??= Promise.withResolvers()
      clearTimeout(timer)
      if (serving === 0) finished.resolve()
      return finished.promise
    },
    stop: () => {
      clearTimeout(timer)
      member.leave()
    }
  }
}
