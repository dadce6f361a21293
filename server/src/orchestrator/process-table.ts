import { readdir, readFile } from 'node:fs/promises'

/**
 * Whether this process runs and is the worker of this instance: its command line says so. A number alone says nothing,
 * because the system gives it to another process when the first is gone.
 */
export const isWorkerProcess = async (pid: number, instance_id: string): Promise<boolean> =>
  (await commandLine(pid)).includes(instance_id)

/** Every process of this machine that was started with an instance id as an argument, by that id. */
export const findWorkerProcesses = async (): Promise<Map<string, number>> => {
  const found = new Map<string, number>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const id = (await commandLine(Number(name))).find((argument) => instance_id.test(argument))
    if (id) found.set(id, Number(name))
  }
  return found
}

const instance_id = /^ins_[0-9a-f]{32}$/

// A process that ended between two looks has no command line; one that waits to be buried has an empty one.
const commandLine = async (pid: number): Promise<string[]> => {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return ''
    throw error
  })
  return text.split('\0')
}
