import type { BinaryNode, WASocket } from 'baileys'
import { ackError } from '../../refusals.ts'
import { SendInterrupted } from '../../send-errors.ts'

/** Waits until WhatsApp's server acknowledges messages. Baileys only knows when their bytes were written. */
export type ServerAcks = {
  /** Resolves with the server's ack of this message. Call it before sending. */
  wait(whatsapp_id: string, timeout_ms: number): Promise<void>
  /** A recipient has these messages, so the server must have had them, whatever became of its acks. */
  confirm(whatsapp_ids: string[]): void
  /** Rejects all that wait: the connection is gone, and nobody knows what became of those messages. */
  interrupt(): void
}

/** Under which the ack of a receipt is waited for: its id is that of a message. */
export const receiptName = (id: string): string => `receipt ${id}`

type Waiting = { resolve(): void; reject(error: Error): void; timer: NodeJS.Timeout }

export const listenForAcks = (socket: WASocket): ServerAcks => {
  const waiting = new Map<string, Waiting>()

  const settle = (whatsapp_id: string, error?: Error): void => {
    const one = waiting.get(whatsapp_id)
    if (!one) return
    waiting.delete(whatsapp_id)
    clearTimeout(one.timer)
    if (error) one.reject(error)
    else one.resolve()
  }

  socket.ws.on('CB:ack,class:message', (stanza: BinaryNode) => {
    const { id, error, from } = stanza.attrs
    if (id) settle(id, error ? ackError(error, from) : undefined)
  })

  socket.ws.on('CB:ack,class:receipt', (stanza: BinaryNode) => {
    const { id } = stanza.attrs
    if (id) settle(receiptName(id))
  })

  return {
    wait: (whatsapp_id, timeout_ms) => {
      settle(whatsapp_id, new SendInterrupted('sent again'))
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => settle(whatsapp_id, new SendInterrupted('no ack in time')),
          timeout_ms
        )
        waiting.set(whatsapp_id, { resolve, reject, timer })
      })
    },
    confirm: (whatsapp_ids) => {
      for (const whatsapp_id of whatsapp_ids) settle(whatsapp_id)
    },
    interrupt: () => {
      for (const whatsapp_id of [...waiting.keys()])
        settle(whatsapp_id, new SendInterrupted('connection closed'))
    }
  }
}
