import { chmod, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const prefix = 'gateway-tests-'

/**
 * One folder for all that a run of the tests, and the processes it starts, put into the temporary directory. It goes with
 * the run; that of a run which was killed goes with the next one.
 */
export const makeRunFolder = async (
  parent: string
): Promise<{ path: string; remove(): Promise<void> }> => {
  await removeLeftOver(parent)
  const path = join(parent, `${prefix}${process.pid}`)
  await mkdir(path, { recursive: true })
  // PostgreSQL and workers have users of their own.
  await chmod(path, 0o1777)
  return { path, remove: () => remove(path) }
}

const removeLeftOver = async (parent: string): Promise<void> => {
  for (const name of await readdir(parent)) {
    const run = new RegExp(`^${prefix}(\\d+)$`).exec(name)
    if (run && !isAlive(Number(run[1]))) await remove(join(parent, name))
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const remove = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true, maxRetries: 20 })
