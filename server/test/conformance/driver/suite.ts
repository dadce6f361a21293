import type { TestContext } from 'node:test'
import { newId } from '../../../src/domain/ids.ts'
import type {
  Driver,
  DriverOptions,
  StartedWorker
} from '../../../src/orchestrator/drivers/contract.ts'
import { cleanUpAfter } from '../../../testkit/clean-up.ts'
import { until } from '../../../testkit/until.ts'

/** What the tests need of a driver: it runs `testkit/driver-worker.ts`. */
export type DriverUnderTest = {
  /** As an orchestrator makes it. Another one of the same test sees the same workers. */
  create(options: DriverOptions): Driver
  /** One with room for a single worker. */
  createSmall(options: DriverOptions): Driver
}

/** Makes one for a test, and undoes with it what it made. */
export type PrepareDriver = (t: { after(step: () => unknown): void }) => Promise<DriverUnderTest>

export const memory_mb = 200
/** V8 adds room for new objects to what is asked of it. */
export const memory_slack = 1.6

type Worker = StartedWorker & { id: string }

/** Drivers, the workers they start, and what is told of their ends, for one test. */
export const drive = async (t: TestContext, prepare: PrepareDriver) => {
  const end = cleanUpAfter(t)
  const under_test = await prepare(end)
  const ended: string[] = []
  const opened: Driver[] = []
  const open = (how: 'create' | 'createSmall' = 'create'): Driver => {
    const driver = under_test[how]({ ended: (id) => ended.push(id) })
    opened.push(driver)
    return driver
  }
  const ids: string[] = []
  end.after(async () => {
    const driver = open()
    for (const [id, { reference }] of await driver.find()) {
      if (ids.includes(id)) await driver.stop({ id, reference }, 'force')
    }
    for (const one of opened) one.close()
  })
  const idOf = (): string => {
    const id = newId('instance')
    ids.push(id)
    return id
  }
  const start = async (driver: Driver, more: Record<string, string> = {}): Promise<Worker> => {
    const id = idOf()
    const started = await driver.start({
      instance_id: id,
      mode: 'dedicated',
      tenant_id: null,
      limits: { cpu_millis: 500, memory_mb, pids_max: 64, log_mb: 4 },
      environment: { INSTANCE_ID: id, ...more },
      taken: []
    })
    await until(`${id} answers`, () => ask(started).catch(() => false))
    return { ...started, id }
  }
  const gone = (driver: Driver, worker: Worker) =>
    until(`${worker.id} is gone`, async () => (await driver.state(worker)) === 'gone')
  return { open, start, gone, ended, idOf }
}

type Answer = {
  instance_id: string
  environment: Record<string, string>
  memory_bytes_max: number
}

/** What the worker there says of itself. */
export const ask = async ({ host, port }: StartedWorker, path = '/'): Promise<Answer> =>
  (await fetch(`http://${host}:${port}${path}`)).json() as Promise<Answer>

export type Drive = Awaited<ReturnType<typeof drive>>

/** States one promise, and how it is tried. */
export type DriverPromise = (title: string, run: (all: Drive) => Promise<void>) => void
