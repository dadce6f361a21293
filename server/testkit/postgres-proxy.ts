import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** A line to PostgreSQL that can be cut where it hurts. */
export type PostgresProxy = {
  /** The same database through this line. */
  url: string
  /**
   * Cuts the connection that next runs the prepared statement of this name: the server carries it out, the answer is lost.
   * By its name and not by its words, which travel once for each connection.
   */
  loseAnswerTo(statement: string): void
  readonly lost: number
  /** Lets nobody through, and cuts those who are, until `open` is called. */
  close(): void
  open(): void
}

// ReadyForQuery: everything before it is done.
const ready = 0x5a

export const postgresProxy = async (t: TestContext, url: string): Promise<PostgresProxy> => {
  const target = join(decodeURIComponent(new URL(url).hostname), '.s.PGSQL.5432')
  const folder = await mkdtemp(join(tmpdir(), 'wa-pg-proxy-'))
  const sockets = new Set<Socket>()
  let wanted: string | undefined
  let lost = 0
  let closed = false

  const server = createServer((client) => {
    const upstream = connect(target)
    let deaf = false
    const end = (): void => {
      client.destroy()
      upstream.destroy()
      sockets.delete(client)
    }
    if (closed) return end()
    sockets.add(client)
    client.on('data', (chunk: Buffer) => {
      if (wanted !== undefined && chunk.includes(wanted)) {
        wanted = undefined
        deaf = true
      }
      upstream.write(chunk)
    })
    upstream.on('data', (chunk: Buffer) => {
      if (!deaf) return client.write(chunk)
      if (chunk[chunk.length - 6] !== ready) return
      lost++
      end()
    })
    for (const socket of [client, upstream]) {
      socket.on('error', end)
      socket.on('close', end)
    }
  })
  server.listen(join(folder, '.s.PGSQL.5432'))
  await once(server, 'listening')
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  t.after(async () => {
    server.close()
    cut()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    url: url.replace(/@[^/]+\//, `@${encodeURIComponent(folder)}/`),
    loseAnswerTo: (statement) => {
      wanted = statement
    },
    get lost() {
      return lost
    },
    close: () => {
      closed = true
      cut()
    },
    open: () => {
      closed = false
    }
  }
}
