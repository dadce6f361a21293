import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { cutFile, rotateFile } from '../../../lib/rotate-file.ts'

const bytes_max = 5_000_000
const files_kept = 2
const cut_every_ms = 2_000

/** The files that workers write to: one for each port, so there are never more than ports. */
export type LogFiles = {
  /** A file for the output of a worker that is about to start. */
  open(instance_id: string, port: number): Promise<FileHandle>
  /** The end of what the worker itself has written. */
  tail(instance_id: string, bytes_max: number): Promise<string>
  forget(instance_id: string): void
  close(): void
}

export const createLogFiles = (folder: string): LogFiles => {
  // One file serves all workers that have a port after each other, and each may read only of itself.
  const written = new Map<string, { port: number; begin: number }>()
  const ports = new Set<number>()
  const fileOf = (port: number): string => join(folder, `worker-${port}.log`)

  const cutting = setInterval(async () => {
    for (const port of ports) {
      const cut = await cutFile(fileOf(port), bytes_max, files_kept).catch(() => false)
      if (!cut) continue
      for (const one of written.values()) if (one.port === port) one.begin = 0
    }
  }, cut_every_ms)
  cutting.unref()

  return {
    open: async (instance_id, port) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await rotateFile(fileOf(port), bytes_max, files_kept)
      const file = await open(fileOf(port), 'a', 0o600)
      ports.add(port)
      written.set(instance_id, { port, begin: (await file.stat()).size })
      return file
    },
    tail: async (instance_id, bytes) => {
      const one = written.get(instance_id)
      return one ? tail(fileOf(one.port), one.begin, bytes) : ''
    },
    forget: (instance_id) => void written.delete(instance_id),
    close: () => clearInterval(cutting)
  }
}

const tail = async (path: string, begin: number, bytes: number): Promise<string> => {
  const file = await open(path, 'r').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!file) return ''
  try {
    const { size } = await file.stat()
    const length = Math.max(0, Math.min(size - begin, bytes))
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
    return buffer.toString('utf8').trim()
  } finally {
    await file.close()
  }
}
