import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

type Ports = { first: number; last: number }

/** The processes of workers that listen on one of these ports, whoever started them. */
export const findWorkers = async ({ first, last }: Ports): Promise<number[]> => {
  const found: number[] = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const read = (name: string): Promise<string> =>
      readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
    if (!(await read('cmdline')).includes('main/worker.ts')) continue
    const port = Number(/(?:^|\0)WORKER_PORT=(\d+)/.exec(await read('environ'))?.[1])
    if (port >= first && port <= last) found.push(Number(pid))
  }
  return found
}

/** The process of the PostgreSQL whose data lie in this folder of the product. */
export const findPostgres = async (data_dir: string): Promise<number> =>
  Number((await readFile(join(data_dir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])

/** Ends what a test has left running by killing its parent. */
export const endLeftOver = async (ports: Ports, data_dir: string): Promise<void> => {
  for (const pid of await findWorkers(ports)) process.kill(pid, 'SIGKILL')
  const server = await findPostgres(data_dir).catch(() => 0)
  if (server) process.kill(server, 'SIGQUIT')
}
