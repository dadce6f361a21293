import type { FileHandle } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'

const piece_bytes = 256 * 1024

/**
 * Writes the bytes `from` to `to` of a file into a stream, both included, and does not end it. The next piece is read while one
 * is being written, and both lie in memory that is used again: a buffer for each piece of a large file keeps the garbage
 * collector busy for longer than everything else takes.
 */
export const pourFile = async (
  handle: FileHandle,
  { from, to }: { from: number; to: number },
  into: Writable
): Promise<void> => {
  const length = Math.min(piece_bytes, to - from + 1)
  let free = Buffer.allocUnsafeSlow(length)
  let used = Buffer.allocUnsafeSlow(length)
  let written = Promise.resolve()
  for (let at = from; at <= to; ) {
    const { bytesRead } = await handle.read(free, 0, Math.min(length, to - at + 1), at)
    if (bytesRead === 0) throw new Error('a file became shorter while it was read')
    await written
    written = write(into, free.subarray(0, bytesRead))
    // Who waits for it may not have come to that yet.
    written.catch(() => undefined)
    at += bytesRead
    ;[free, used] = [used, free]
  }
  await written
}

/** Resolves when the memory may be used again. */
const write = (into: Writable, piece: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    // A stream that was destroyed while a write waits may never call back for it.
    const closed = (): void => reject(new Error('closed before everything was written'))
    into.once('close', closed)
    into.write(piece, (error) => {
      into.off('close', closed)
      if (error) reject(error)
      else resolve()
    })
  })

/** Reads a stream to its end into another one, and does not end that. */
export const pourStream = async (content: Readable, into: Writable): Promise<void> => {
  try {
    for await (const piece of content as AsyncIterable<Buffer>) await write(into, piece)
  } finally {
    content.destroy()
  }
}
