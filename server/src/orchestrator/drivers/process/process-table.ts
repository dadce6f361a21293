import { readdir, readFile } from 'node:fs/promises'

/**
 * Whether this process runs and is the worker of this instance: its command line says so. A number alone says nothing,
 * because the system gives it to another process when the first is gone. One that is ending counts as running until its
 * sockets are closed: the command line goes with the memory, and the files come after it, a second later with much memory.
 */
export const isWorkerProcess = async (pid: number, instance_id: string): Promise<boolean> => {
  const words = await commandLine(pid)
  return words.includes(instance_id) || (isEmpty(words) && (await isEnding(pid)))
}

/** Whether a thread of the process has not come to the end yet; a zombie has no files any more. */
const isEnding = async (pid: number): Promise<boolean> => {
  const threads = await readdir(`/proc/${pid}/task`).catch(goneMeans<string[]>([]))
  for (const thread of threads) {
    const stat = await readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8').catch(goneMeans(''))
    // The name comes before, in brackets, and may hold anything.
    const [state = '', , , , , , flags = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A kernel thread never has a command line.
    if (state !== '' && !'ZX'.includes(state) && (Number(flags) & kernel_thread) === 0) return true
  }
  return false
}

const kernel_thread = 0x200000

export type WorkerProcess = { pid: number; address: { host: string; port: number } | null }

/** Every process of this machine that was started with an instance id as an argument, by that id. The address comes after it. */
export const findWorkerProcesses = async (): Promise<Map<string, WorkerProcess>> => {
  const found = new Map<string, WorkerProcess>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const words = await commandLine(Number(name))
    const place = words.findIndex((argument) => instance_id.test(argument))
    const [id, host, port] = words.slice(place)
    if (place < 0 || !id) continue
    const address = host && Number(port) > 0 ? { host, port: Number(port) } : null
    found.set(id, { pid: Number(name), address })
  }
  return found
}

const instance_id = /^ins_[0-9a-f]{32}$/

// A process that has ended meanwhile has no command line; one that is ending, or a zombie, has an empty one.
const commandLine = async (pid: number): Promise<string[]> => {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(goneMeans(''))
  return text.split('\0')
}

const isEmpty = (words: string[]): boolean => words.length === 1 && words[0] === ''

const goneMeans =
  <T>(nothing: T) =>
  (error: { code?: string }): T => {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return nothing
    throw error
  }
