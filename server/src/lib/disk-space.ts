import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** What is free on the disk under a folder for users without special rights, in megabytes. */
export type DiskSpace = { free_mb: number; total_mb: number }

/** The space on the disk where the folder is, or will be once it is made. Null when the disk does not tell. */
export const diskSpace = async (folder: string): Promise<DiskSpace | null> => {
  for (let path = resolve(folder); ; path = dirname(path)) {
    try {
      const { bavail, blocks, bsize } = await statfs(path)
      const megabytes = (count: number): number => Math.floor((count * bsize) / 1_000_000)
      return { free_mb: megabytes(bavail), total_mb: megabytes(blocks) }
    } catch (error) {
      const missing = (error as { code?: string }).code === 'ENOENT'
      if (!missing || path === dirname(path)) return null
    }
  }
}
