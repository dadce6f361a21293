import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { StartError } from '../start-error.ts'

/** Makes sure that only one product runs on a data folder. The returned function gives the folder free. */
export const claimDataFolder = async (data_dir: string): Promise<() => Promise<void>> => {
  await makeFolder(data_dir).catch((error) => {
    throw new StartError(
      `The folder ${resolve(data_dir)} cannot be made: ${(error as Error).message}. Set DATA_DIR to one that can.`,
      { cause: error }
    )
  })
  const path = join(data_dir, 'gateway.pid')
  const own = `${path}.${process.pid}`
  try {
    await writeFile(own, String(process.pid))
    return await claim(own, path, data_dir)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (!['EACCES', 'EROFS', 'ENOSPC', 'EDQUOT'].includes(code ?? '')) throw error
    throw new StartError(`The folder ${resolve(data_dir)} cannot be written: ${message}.`, {
      cause: error
    })
  } finally {
    await rm(own, { force: true })
  }
}

// Other users have their own places in it, where we may give them some: the server of the database, and each worker.
const makeFolder = async (data_dir: string): Promise<void> => {
  const made = await mkdir(data_dir, { recursive: true })
  if (made !== undefined && process.getuid?.() === 0) await chmod(data_dir, 0o711)
}

// A link comes into being with its content, so nobody ever reads a file that is still empty.
const claim = async (own: string, path: string, data_dir: string): Promise<() => Promise<void>> => {
  for (let tries = 0; tries < 2; tries++) {
    try {
      await link(own, path)
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error
    }
    const pid = Number(await readFile(path, 'utf8').catch(() => ''))
    if (await isProduct(pid)) {
      throw new StartError(
        `It is running already in ${resolve(data_dir)} (process ${pid}). Stop that one first, or set DATA_DIR and the ports.`
      )
    }
    await rm(path, { force: true })
  }
  throw new StartError(`Somebody else is starting in ${resolve(data_dir)} right now.`)
}

/** The process of the product that runs on a data folder, or null. */
export const runningProduct = async (data_dir: string): Promise<number | null> => {
  const pid = Number(await readFile(join(data_dir, 'gateway.pid'), 'utf8').catch(() => ''))
  return (await runs(pid, /main\/all\.ts/)) ? pid : null
}

// A command of the operator has the folder, and its database, to itself until it is done.
const isProduct = (pid: number): Promise<boolean> =>
  runs(pid, /main\/(all|migrate|set-plan|rotate-keys)\.ts/)

const runs = async (pid: number, program: RegExp): Promise<boolean> => {
  if (!pid || pid === process.pid) return false
  return program.test(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
}
