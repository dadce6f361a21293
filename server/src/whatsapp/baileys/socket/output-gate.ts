import type { WASocket } from 'baileys'
import type { BorderJournal } from '../border.ts'
import { rawSocketOf } from './raw-socket.ts'

/**
 * Holds every outgoing frame until all that was recorded before it is on disk, and keeps their order. So a receipt leaves
 * after the message it acknowledges was committed, and a ciphertext after the state of its ratchet: Baileys itself waits
 * for neither. `failed` hears why nothing more may be sent.
 */
export const gateOutput = (
  socket: WASocket,
  journal: BorderJournal,
  failed: (error: unknown) => void
): void => {
  const outgoing = rawSocketOf(socket)
  const send = outgoing.send.bind(outgoing)
  let waiting: Uint8Array[] = []
  let draining = false

  const drain = async (): Promise<void> => {
    draining = true
    try {
      while (waiting.length > 0) {
        const frames = waiting
        waiting = []
        await journal.settled()
        if (journal.lost) throw new Error('the session belongs to another worker')
        outgoing._socket?.cork()
        // step: gate open
        for (const frame of frames) send(frame, (error) => error && failed(error))
        // In one system call.
        outgoing._socket?.uncork()
        // step: frames written
      }
    } catch (error) {
      waiting = []
      outgoing.terminate()
      failed(error)
    } finally {
      draining = false
    }
  }

  outgoing.send = (data, done) => {
    if (!draining && !journal.pending && !journal.lost) return send(data, done)
    waiting.push(data)
    if (!draining) void drain()
    // The library waits for this with a time limit of its own; the order is kept all the same.
    done?.()
  }
}
