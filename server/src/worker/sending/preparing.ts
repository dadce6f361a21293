import type { MessageErrorCode } from '../../domain/message.ts'
import { backoffMs } from '../../lib/retry.ts'
import type { Connection } from '../../whatsapp/contract.ts'
import { FileError } from '../../whatsapp/files.ts'
import { SendRefused } from '../../whatsapp/send-errors.ts'
import type { ChatQueue, ChatQueues } from './chat-queues.ts'
import type { OutgoingMessage } from './outgoing.ts'
import type { OutgoingRecords } from './outgoing-records.ts'
import type { SenderDeps } from './sender-contract.ts'

/** Gives messages their files while other chats are served. */
export type Preparing = {
  /** The chat waits until its first message has its file. */
  begin(queue: ChatQueue, message: OutgoingMessage): void
}

const attempts_max = 6
const again = { first_ms: 2_000, most_ms: 60_000 }

export const createPreparing = (
  connection: Connection,
  deps: Pick<SenderDeps, 'files' | 'clock' | 'log'> & {
    queues: ChatQueues
    records: Pick<OutgoingRecords, 'failed'>
    /** The first message of the chat is done with. */
    finished: (queue: ChatQueue) => void
    wake: () => void
    over: AbortSignal
  }
): Preparing => {
  const { queues, over, log } = deps
  const under_way = new Set<OutgoingMessage>()

  /** The chat need not wait any longer, by whatever name it goes now. */
  const free = (message: OutgoingMessage, after_ms = 0): void => {
    const queue = queues.queueOf(message)
    if (queue) queue.not_before_ms = after_ms && deps.clock.now().getTime() + after_ms
    deps.wake()
  }

  const fail = (message: OutgoingMessage, code: MessageErrorCode): void => {
    const queue = queues.queueOf(message)
    if (!queue) return deps.wake()
    deps.records.failed(message, code)
    deps.finished(queue)
    deps.wake()
  }

  const prepare = async (message: OutgoingMessage): Promise<void> => {
    try {
      message.file = await deps.files.prepare(message.message_id, connection.files, over)
      under_way.delete(message)
      if (!over.aborted) free(message)
    } catch (error) {
      under_way.delete(message)
      if (over.aborted) return
      if (error instanceof SendRefused) return fail(message, error.code)
      if (error instanceof FileError && error.trouble === 'empty')
        return fail(message, 'media_unavailable')
      message.attempts++
      log.info(
        { message_id: message.message_id, reason: (error as Error).message },
        'file of a message not uploaded'
      )
      if (message.attempts >= attempts_max) return fail(message, 'media_upload_failed')
      free(message, backoffMs(again, message.attempts))
    }
  }

  return {
    begin: (queue, message) => {
      queue.not_before_ms = Number.POSITIVE_INFINITY
      if (under_way.has(message)) return
      under_way.add(message)
      void prepare(message)
    }
  }
}
