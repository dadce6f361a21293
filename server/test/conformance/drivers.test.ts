import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLog } from '../../src/lib/log.ts'
import { createProcessDriver } from '../../src/orchestrator/drivers/process/process-driver.ts'
import { reserveWorkerPorts } from '../../testkit/worker-ports.ts'
import { driverConformance } from './driver.ts'

driverConformance('process', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-driver-'))
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))
  const { first, last, release } = await reserveWorkerPorts()
  t.after(release)
  const makeWith = (last_port: number) => (options: { ended: (id: string) => void }) =>
    createProcessDriver({
      ...options,
      log: createLog({ level: 'silent', role: 'orchestrator' }),
      worker_file: fileURLToPath(new URL('../../testkit/driver-worker.ts', import.meta.url)),
      log_folder: join(folder, 'logs'),
      environment: { PATH: process.env['PATH'] ?? '' },
      ports: { host: '127.0.0.1', first, last: last_port }
    })
  return { create: makeWith(last), createSmall: makeWith(first) }
})
