import { copyFile, rename, stat, truncate } from 'node:fs/promises'

/** Moves `file` to `file.1` (to `file.2`, …) when it is larger than `bytes_max`; the oldest of `keep` goes. Call it before opening. */
export const rotateFile = async (file: string, bytes_max: number, keep: number): Promise<void> => {
  const size = await stat(file).then(
    (found) => found.size,
    (error: { code?: string }) => {
      if (error.code === 'ENOENT') return 0
      throw error
    }
  )
  if (size <= bytes_max) return
  for (let number = keep - 1; number >= 1; number--) {
    await rename(`${file}.${number}`, `${file}.${number + 1}`).catch((error: { code?: string }) => {
      if (error.code !== 'ENOENT') throw error
    })
  }
  await rename(file, `${file}.1`)
}

/**
 * The same for a file that another process has open for appending: what it holds is copied to `file.1` and it begins anew.
 * Where there is no room for the copy it begins anew without one. True when it did.
 */
export const cutFile = async (file: string, bytes_max: number, keep: number): Promise<boolean> => {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0
  )
  if (size <= bytes_max) return false
  for (let number = keep - 1; number >= 1; number--) {
    await rename(`${file}.${number}`, `${file}.${number + 1}`).catch(() => undefined)
  }
  await copyFile(file, `${file}.1`).catch(() => undefined)
  await truncate(file)
  return true
}
