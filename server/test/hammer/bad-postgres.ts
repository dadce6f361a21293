import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/**
 * How a PostgreSQL behaves: as it should; it closes each connection at once; it takes connections and never says a word; it
 * lets them in and closes them when a transaction is about to commit.
 */
export type Mood = 'well' | 'closes' | 'silent' | 'dies at commit'

export type BadPostgres = {
  /** The same database through this one. */
  through(url: string): string
  set(mood: Mood): void
  /** How many connections were tried so far, by the name of the program. */
  tried(): Record<string, number>
}

/** A PostgreSQL with moods, before a real one behind this address. */
export const badPostgres = async (t: TestContext, url: string): Promise<BadPostgres> => {
  const target = join(decodeURIComponent(new URL(url).hostname), '.s.PGSQL.5432')
  const folder = await mkdtemp(join(tmpdir(), 'bad-pg-'))
  // Workers are users of their own.
  await chmod(folder, 0o711)
  const sockets = new Set<Socket>()
  const tried = new Map<string, number>()
  let mood: Mood = 'well'

  const server = createServer((client) => {
    sockets.add(client)
    const upstream = connect(target)
    sockets.add(upstream)
    const end = (): void => {
      client.destroy()
      upstream.destroy()
      sockets.delete(client)
      sockets.delete(upstream)
    }
    for (const socket of [client, upstream]) {
      socket.on('error', end)
      socket.on('close', end)
    }
    client.once('data', (chunk: Buffer) => {
      const name = nameOf(chunk)
      tried.set(name, (tried.get(name) ?? 0) + 1)
      if (mood === 'closes') end()
    })
    client.on('data', (chunk: Buffer) => {
      if (mood === 'silent' || mood === 'closes') return
      if (mood === 'dies at commit' && /commit/i.test(chunk.toString('latin1'))) return end()
      upstream.write(chunk)
    })
    upstream.on('data', (chunk: Buffer) => {
      if (mood !== 'silent') client.write(chunk)
    })
  })
  const socket_file = join(folder, '.s.PGSQL.5432')
  server.listen(socket_file)
  await once(server, 'listening')
  await chmod(socket_file, 0o777)
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  t.after(async () => {
    server.close()
    cut()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    through: (one) => one.replace(/@[^/]+\//, `@${encodeURIComponent(folder)}/`),
    set: (next) => {
      // What was let in before would go on as before; a silent one keeps what it has.
      if (next === 'closes' || mood === 'silent') cut()
      mood = next
    },
    tried: () => Object.fromEntries(tried)
  }
}

/** The first thing that a client says names its program, without the number of its instance. */
const nameOf = (startup: Buffer): string => {
  const words = startup.toString('latin1').split('\0')
  return words[words.indexOf('application_name') + 1]?.split(' ')[0] ?? 'unknown'
}
