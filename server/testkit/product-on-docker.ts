import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { docker, removeAll, testImage } from './docker.ts'
import { type End, relay, startGate } from './gate-process.ts'
import { type KeptPostgres, keepPostgres } from './kept-postgres.ts'
import { type Product, startProduct } from './product.ts'

/** A folder of this machine as a named volume, which only who reaches the engine can make. */
const volumeOf = async (end: End, name: string, folder: string): Promise<string> => {
  const options = ['type=none', 'o=bind', `device=${folder}`].flatMap((one) => ['--opt', one])
  await docker('volume', 'create', ...options, name)
  end.after(() => docker('volume', 'rm', '-f', name))
  return `${name}:${folder}`
}

/** Where containers reach this machine, with the simulator behind it, which listens on loopback only. */
const relaySimulator = (end: End, port: () => number) => {
  const host = Object.entries(networkInterfaces())
    .filter(([name]) => !/^(br-|docker|veth)/.test(name))
    .flatMap(([, all]) => all ?? [])
    .find((one) => one.family === 'IPv4' && !one.internal)?.address
  if (host === undefined) throw new Error('this machine has no address that containers reach')
  return relay(end, host, () => connect(port(), '127.0.0.1'))
}

/** The whole product with workers in containers of this machine; nothing of it is left when the test is over. */
export const startOnDocker = async (
  end: End,
  { installation, master_key }: { installation: string; master_key: string }
) => {
  const image = await testImage('product')
  const folder = await mkdtemp(join(tmpdir(), 'gateway-docker-'))
  await chmod(folder, 0o711)
  end.after(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))
  const database: KeptPostgres = await keepPostgres(join(folder, 'postgres'))
  end.after(() => database.stop())
  const sockets = decodeURIComponent(new URL(database.url('wa_owner')).host)
  const files = await mkdtemp(join(tmpdir(), 'wa-files-'))
  await chmod(files, 0o711)
  end.after(() => rm(files, { recursive: true, force: true }))
  const volumes = [
    await volumeOf(end, `${installation}-database`, sockets),
    await volumeOf(end, `${installation}-files`, files)
  ]
  end.after(() => removeAll(installation))
  const shared = {
    DRIVER: 'docker',
    DOCKER_INSTALLATION: installation,
    DOCKER_GATE_SOCKET: join(folder, 'gate.sock'),
    WORKER_IMAGE: image,
    WORKER_VOLUMES: volumes.join(',')
  }
  await startGate(end, shared)
  let product: Product | undefined
  const address = await relaySimulator(end, () =>
    Number(new URL(product?.simulator_info.ws_url ?? '').port)
  )
  product = await startProduct(end, {
    ...shared,
    MASTER_KEY: master_key,
    MEDIA_SOCKET: join(files, 'media.sock'),
    WARM_WORKERS: '0',
    DATABASE_URL: database.url('wa_owner'),
    DATABASE_TENANT_URL: database.url('wa_tenant'),
    DATABASE_WORKER_URL: database.url('wa_worker'),
    DATABASE_SYSTEM_URL: database.url('wa_system'),
    // A path of this machine, which no container has; no file is sent.
    WHATSAPP_MEDIA_CA: '',
    WHATSAPP_WS_URL: `ws://${address.host}:${address.port}/ws/chat`
  })
  return { product, database, sockets, volumes, image }
}
