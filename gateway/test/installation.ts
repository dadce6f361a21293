import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { End } from '../../server/testkit/gate-process.ts'
import { call, prefix } from './bed.ts'

export const ports = {
  GATEWAY_PORT: '13000',
  SESSION_AUTH_PORT: '13001',
  REDIS_PORT: '16379',
  ORCHESTRATOR_METRICS_PORT: '19101',
  DELIVERY_METRICS_PORT: '19102'
}

/** Compose of an installation of its own, beside any other of this machine, with its own database or the one at an address. */
export const configure = async (
  end: End,
  settings: Record<string, string>,
  database?: string,
  { name, subnet, workers } = { name: prefix, subnet: '10.222.0.0/24', workers: '10.223.0.0/16' }
) => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-compose-'))
  const env = { CONFIG_DIR: folder }
  const files = [
    'docker-compose.yml',
    ...(database ? ['docker-compose.external.yml'] : [])
  ].flatMap((file) => ['-f', file])
  const compose = (...words: string[]): Promise<string> =>
    call('docker-compose', [...files, '--env-file', join(folder, 'compose.env'), ...words], { env })
  if (database)
    await call(
      'bash',
      [
        '-c',
        '. lib/common.sh; mkdir -p "$CONFIG_DIR/env"; set_settings "$CONFIG_DIR/env/external.env" "EXTERNAL_POSTGRES_URL=$1"',
        ...['set', database]
      ],
      { env }
    )
  await call(
    'lib/configure.sh',
    [
      ...['--image', `${prefix}-product:1`, `INSTALLATION=${name}`],
      `POSTGRES_IMAGE=${prefix}-postgres:15-bookworm`,
      `REDIS_IMAGE=${prefix}-redis:7-bookworm`,
      ...[`SUBNET=${subnet}`, `WORKER_SUBNETS=${workers}`],
      ...Object.entries(ports).map(([one, port]) => `${one}=${port}`)
    ],
    { env }
  )
  end.after(() => rm(folder, { recursive: true, force: true }))
  await call(
    'bash',
    [
      '-c',
      '. lib/common.sh; set_settings "$CONFIG_DIR/env/settings.env" "$@"',
      'set',
      ...Object.entries(settings).map(([one, value]) => `${one}=${value}`)
    ],
    { env }
  )
  end.after(async () => {
    await compose('down', '--volumes', '--timeout', '30')
    await call('bash', [
      '-c',
      `docker ps -aq --filter label=whatsapp-saas.installation=${name} | xargs -r docker rm -f;
      docker network ls -q --filter label=whatsapp-saas.installation=${name} | xargs -r docker network rm`
    ])
  })
  return { folder, compose }
}
