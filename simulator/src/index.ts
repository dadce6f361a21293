import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectSimulator } from './client.ts'
import { createControlServer } from './control/control.ts'
import { PUBLIC_MEDIA_HOST } from './media/media.ts'
import { createMediaServer } from './media/media-server.ts'
import { createTlsCertificates } from './phones/x509.ts'
import { seasonOf } from './season.ts'
import type { SimulatorClient, SimulatorInfo, SimulatorOptions } from './types/types.ts'
import { createCertificates } from './wire/certificate.ts'
import { createClientServer } from './wire/client-server.ts'
import { endUnacknowledged } from './wire/unacknowledged.ts'
import { clearTimers, createWorld, DEFAULT_OPTIONS } from './world.ts'

export type * from './types/types.ts'

export interface Simulator extends SimulatorInfo {
  client: SimulatorClient
  stop(): Promise<void>
}

const HOST = '127.0.0.1'
const PATH = '/ws/chat'
const ACKS_WATCHED_EVERY_MS = 250

/** Starts a WhatsApp of its own in this process; port 0 chooses a free one. */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const seed = await readSeed(options)
  const world = createWorld(
    {
      ...DEFAULT_OPTIONS,
      auto_phones: options.auto_phones ?? DEFAULT_OPTIONS.auto_phones,
      received_max: options.received_max ?? DEFAULT_OPTIONS.received_max,
      media_bytes_max: options.media_bytes_max ?? DEFAULT_OPTIONS.media_bytes_max,
      qr_first_ms: options.qr_first_ms ?? DEFAULT_OPTIONS.qr_first_ms,
      qr_next_ms: options.qr_next_ms ?? DEFAULT_OPTIONS.qr_next_ms,
      ack_within_ms: options.ack_within_ms ?? DEFAULT_OPTIONS.ack_within_ms
    },
    createCertificates(seed),
    seasonOf(options.autumn ?? false)
  )
  const tls = createTlsCertificates(seed, [HOST, 'localhost', PUBLIC_MEDIA_HOST])
  const sockets = createClientServer(world, PATH)
  const media = createMediaServer(world, tls)
  const control = createControlServer(world)
  try {
    await listen(sockets, options.port ?? 0)
    await listen(media, options.media_port ?? 0)
    await listen(control, options.control_port ?? 0)
  } catch (error) {
    for (const server of [sockets, media, control]) server.close()
    throw error
  }
  const watch = setInterval(() => endUnacknowledged(world), ACKS_WATCHED_EVERY_MS)
  world.media.host = `${HOST}:${portOf(media.address())}`
  const authority = await writeAuthority(tls.ca_pem, options.data)
  const control_url = `http://${HOST}:${portOf(control.address())}`
  return {
    ws_url: `ws://${HOST}:${portOf(sockets.address())}${PATH}`,
    root_key: world.certificates.root_key.toString('hex'),
    media_url: `https://${world.media.host}`,
    media_ca: authority.path,
    web_url: `http://${HOST}:${portOf(sockets.address())}`,
    control_url,
    client: connectSimulator(control_url),
    stop: async () => {
      clearInterval(watch)
      clearTimers(world)
      for (const connection of world.connections) connection.drop()
      media.closeAllConnections()
      control.closeAllConnections()
      await Promise.all([closed(sockets), closed(media), closed(control), authority.remove()])
    }
  }
}

/** Without a data directory the file lives as long as the simulator. */
const writeAuthority = async (
  pem: string,
  data: string | undefined
): Promise<{ path: string; remove(): Promise<void> }> => {
  const directory = data ?? (await mkdtemp(join(tmpdir(), 'simulator-')))
  await mkdir(directory, { recursive: true })
  const path = join(directory, 'media-ca.pem')
  await writeFile(path, pem)
  return {
    path,
    remove: async () => {
      if (data === undefined) await rm(directory, { recursive: true, force: true })
    }
  }
}

const listen = (server: Server, port: number): Promise<void> => {
  server.listen(port, HOST)
  return listening(server, port)
}

const listening = async (server: Server, port: number): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('listening', resolve)
  server.once('error', reject)
  try {
    await promise
  } catch (cause) {
    const taken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE'
    const reason = taken ? 'another program has it' : String(cause)
    throw new Error(`Port ${port} can't be used: ${reason}.`, { cause })
  }
}

const closed = (server: Server): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  return promise
}

const portOf = (address: AddressInfo | string | null): number => (address as AddressInfo).port

/** The seed given, or the one kept in the data directory, or a new one. */
const readSeed = async ({ seed, data }: SimulatorOptions): Promise<Buffer> => {
  if (seed !== undefined) return parseSeed(seed)
  if (data === undefined) return randomBytes(32)
  await mkdir(data, { recursive: true })
  const path = join(data, 'seed')
  try {
    return parseSeed((await readFile(path, 'utf8')).trim())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const fresh = randomBytes(32)
    await writeFile(path, `${fresh.toString('hex')}\n`, { mode: 0o600 })
    return fresh
  }
}

const parseSeed = (seed: string): Buffer => {
  if (!/^[0-9a-f]{64}$/i.test(seed)) throw new Error('The seed must be 64 hexadecimal digits.')
  return Buffer.from(seed, 'hex')
}
