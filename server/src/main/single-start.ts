import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { StartError } from './start-error.ts'

/** Makes sure that only one product runs on a data folder. The returned function gives the folder free. */
export const claimDataFolder = async (data_dir: string): Promise<() => Promise<void>> => {
  await mkdir(data_dir, { recursive: true }).catch((error) => {
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

const isProduct = async (pid: number): Promise<boolean> => {
  if (!pid || pid === process.pid) return false
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.includes('main/all.ts')
}
