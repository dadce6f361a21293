import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../domain/errors.ts'
import { MediaUnfit } from './contract.ts'

/** Looks for viruses. */
export type Scanner = {
  /** Throws MediaUnfit for a file that is harmful, or that the scanner does not take. */
  scan(path: string): Promise<void>
  /** Rejects when the scanner does not answer. */
  check(): Promise<void>
}

const idle_ms = 60_000
const answer_bytes_max = 4_096
const piece_bytes = 64 * 1024

/**
 * Asks clamd, at `tcp://host:port` or `unix:/path`. The content is streamed to it, so it may run on another machine. A scanner
 * that does not answer is the error `file_scanner_away`: no file counts as clean that was not scanned.
 */
export const createScanner = (address: string): Scanner => {
  const { protocol, hostname, port, pathname } = new URL(address)
  const open = (): Socket => {
    const socket =
      protocol === 'unix:'
        ? connect({ path: pathname })
        : connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) })
    return socket.setTimeout(idle_ms, () => socket.destroy(new Error('clamd does not answer')))
  }

  const ask = async (what: () => AsyncIterable<Buffer>): Promise<string> => {
    const socket = open()
    const answered = readAnswer(socket)
    answered.catch(() => undefined)
    try {
      await send(socket, what())
      return await answered
    } catch (cause) {
      throw new AppError('file_scanner_away', {}, { cause })
    } finally {
      socket.destroy()
    }
  }

  return {
    scan: async (path) => {
      const answer = await ask(() => inPieces(path))
      if (/^stream: OK$/.test(answer)) return
      if (/ FOUND$/.test(answer)) throw new MediaUnfit('infected')
      if (/size limit exceeded/i.test(answer)) throw new MediaUnfit('not_scanned')
      throw new AppError('file_scanner_away', {}, { cause: new Error(`clamd: ${answer}`) })
    },
    check: async () => {
      const answer = await ask(async function* () {
        yield Buffer.from('zPING\0')
      })
      if (answer !== 'PONG') throw new AppError('file_scanner_away')
    }
  }
}

/** The content as clamd wants it: pieces behind their length, and a length of nothing at the end. */
const inPieces = async function* (path: string): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0')
  for await (const piece of createReadStream(path, { highWaterMark: piece_bytes })) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    yield length
    yield piece as Buffer
  }
  yield Buffer.alloc(4)
}

/** Until everything is sent, or something has been answered: clamd hangs up on what it does not take. */
const send = async (socket: Socket, pieces: AsyncIterable<Buffer>): Promise<void> => {
  for await (const piece of pieces) {
    // What was answered meanwhile is read first.
    await setImmediate()
    if (socket.destroyed || socket.readableEnded || socket.bytesRead > 0) return
    if (socket.write(piece)) continue
    // Where it breaks off, what was answered until then counts.
    await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined)
  }
}

const readAnswer = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    socket.on('data', (piece) => {
      answer += String(piece)
      const end = answer.indexOf('\0')
      if (end >= 0) resolve(answer.slice(0, end))
      else if (answer.length > answer_bytes_max) socket.destroy()
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('clamd has given no answer')))
  })
