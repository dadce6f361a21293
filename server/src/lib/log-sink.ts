import { close, closeSync, fstatSync, mkdirSync, openSync, write, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { rotateFile } from './rotate-file.ts'
import { createWaitingLines } from './waiting-lines.ts'

const writeTo = promisify(write)
const closeFd = promisify(close)

/** Where log lines go. Nothing that happens to the disk or to the reader of a pipe comes back as an error. */
export type LogSink = {
  write(line: string): void
  /** Resolves when what was written so far is on its way or lost. */
  settle(): Promise<void>
  /** Writes what waits at once: for the end of the process. */
  flushSync(): void
}

type SinkOptions = {
  /** Size at which a file is put aside, how many of those are kept. */
  bytes_max?: number
  files_kept?: number
  /** Lines that wait for the disk. What comes on top is lost, and the loss is told. */
  waiting_bytes_max?: number
  again_after_ms?: number
}

/** Written at once, so that a file passes its size by no more than this. */
const piece_bytes_max = 64 * 1024

/**
 * Writes lines to a file, which is put aside when it has grown to `bytes_max` while the process runs, or to an open file
 * such as standard error. While that fails (disk full, reader gone) lines are dropped and it is tried again once a second;
 * the first line after that tells how many are missing.
 */
export const createLogSink = (target: string | number, options: SinkOptions = {}): LogSink => {
  const { bytes_max = 20_000_000, files_kept = 3 } = options
  const { waiting_bytes_max = 4_000_000, again_after_ms = 1_000 } = options
  const waiting = createWaitingLines(waiting_bytes_max, piece_bytes_max)
  let lost = 0
  let broken_line = false
  let not_before_ms = 0
  let writing: Promise<void> | undefined
  let fd = typeof target === 'number' ? target : openFile(target)
  let size = typeof target === 'number' ? 0 : fstatSync(fd).size

  const rotate = async (file: string): Promise<void> => {
    await closeFd(fd).catch(() => undefined)
    fd = -1
    await rotateFile(file, 0, files_kept)
    fd = openFile(file)
    size = fstatSync(fd).size
  }

  const writeAll = async (bytes: Buffer): Promise<void> => {
    if (typeof target === 'string') {
      if (fd < 0) fd = openFile(target)
      if (size > 0 && size + bytes.length > bytes_max) await rotate(target)
    }
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await writeTo(fd, bytes, at, bytes.length - at)
      at += bytesWritten
      size += bytesWritten
      broken_line = at < bytes.length
    }
  }

  const work = async (): Promise<void> => {
    // What is logged in this turn of the event loop goes along.
    await null
    while (!waiting.empty) {
      const { text, lines } = waiting.nextPiece()
      if (performance.now() < not_before_ms) {
        lost += lines
        continue
      }
      try {
        const before = lost
        await writeAll(Buffer.from((broken_line ? '\n' : '') + lossLine(before) + text))
        lost -= before
      } catch {
        lost += lines
        not_before_ms = performance.now() + again_after_ms
      }
    }
  }

  const sink: LogSink = {
    write: (line) => {
      if (!waiting.push(line)) {
        lost++
        return
      }
      writing ??= work().finally(() => {
        writing = undefined
      })
    },
    settle: async () => {
      while (writing) await writing
    },
    flushSync: () => {
      const text = waiting.takeAll()
      if (text === '' || fd < 0) return
      try {
        writeSync(fd, text)
      } catch {
        // There is nobody left to tell.
      }
    }
  }
  flushAtExit(sink)
  return sink
}

const openFile = (file: string): number => {
  mkdirSync(dirname(file), { recursive: true })
  const fd = openSync(file, 'a', 0o600)
  try {
    fstatSync(fd)
    return fd
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

const lossLine = (lines: number): string =>
  lines === 0
    ? ''
    : `${JSON.stringify({ level: 40, time: new Date().toISOString(), lines, msg: 'log lines could not be written and are lost' })}\n`

// Bound: one for each file or stream that this process logs to.
const sinks = new Set<LogSink>()

const flushAtExit = (sink: LogSink): void => {
  if (sinks.size === 0) {
    process.on('exit', () => {
      for (const one of sinks) one.flushSync()
    })
  }
  sinks.add(sink)
}
