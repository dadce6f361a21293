import { readdir, readFile } from 'node:fs/promises'

/** The server's process and those it has started, one for each connection. */
const processesOf = async (pid: number): Promise<number[]> => {
  const found = [pid]
  for (const name of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    // After the name, which may hold anything: state, parent.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    if (parent === pid) found.push(Number(name))
  }
  return found
}

/** Stops a PostgreSQL in the middle of whatever it does, as a disk or a machine that hangs would. Resolves to what lets it go on. */
export const freezePostgres = async (pid: number): Promise<() => void> => {
  const frozen = await processesOf(pid)
  for (const one of frozen) process.kill(one, 'SIGSTOP')
  return () => {
    for (const one of frozen) {
      try {
        process.kill(one, 'SIGCONT')
      } catch {
        // Gone since.
      }
    }
  }
}
