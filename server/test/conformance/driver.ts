import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { type TestContext, test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import {
  type Driver,
  type DriverOptions,
  NoRoomError,
  type StartedWorker
} from '../../src/orchestrator/drivers/contract.ts'
import { cleanUpAfter } from '../../testkit/clean-up.ts'
import { until } from '../../testkit/until.ts'

/** What the tests need of a driver: it runs `testkit/driver-worker.ts`. */
export type DriverUnderTest = {
  /** As an orchestrator makes it. Another one of the same test sees the same workers. */
  create(options: DriverOptions): Driver
  /** One with room for a single worker. */
  createSmall(options: DriverOptions): Driver
}

type Prepare = (t: { after(step: () => unknown): void }) => Promise<DriverUnderTest>

const memory_mb = 200
// V8 adds room for new objects to what is asked of it.
const memory_slack = 1.6

type Worker = StartedWorker & { id: string }

const drive = async (t: TestContext, prepare: Prepare) => {
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

const ask = async ({ host, port }: StartedWorker, path = '/'): Promise<Answer> =>
  (await fetch(`http://${host}:${port}${path}`)).json() as Promise<Answer>

/** What every driver promises to the orchestrator (`orchestrator/drivers/contract.ts`). */
export const driverConformance = (name: string, prepare: Prepare): void => {
  const promise = (title: string, run: (all: Awaited<ReturnType<typeof drive>>) => Promise<void>) =>
    test(`driver ${name}: ${title}`, async (t) => run(await drive(t, prepare)))

  promise(
    'a worker listens where the driver says, with its environment and its memory',
    async (all) => {
      const driver = all.open()
      assert.equal(driver.name, name)
      const worker = await all.start(driver, { FOR_THE_WORKER: 'yes' })
      const answer = await ask(worker)
      assert.equal(answer.instance_id, worker.id)
      assert.equal(answer.environment['FOR_THE_WORKER'], 'yes')
      assert.ok(answer.memory_bytes_max <= memory_mb * 2 ** 20 * memory_slack)
      assert.equal(await driver.state(worker), 'running')
      assert.equal((await driver.find()).get(worker.id)?.reference, worker.reference)
    }
  )

  promise('workers started at once never share an address', async (all) => {
    const driver = all.open()
    const workers = await Promise.all(Array.from({ length: 4 }, () => all.start(driver)))
    const addresses = workers.map(({ host, port }) => `${host}:${port}`)
    assert.equal(new Set(addresses).size, 4)
    for (const worker of workers) assert.equal((await ask(worker)).instance_id, worker.id)
  })

  promise(
    'an address that is taken is given to nobody: by an instance, or by a stranger',
    async (all) => {
      const first = all.open()
      const worker = await all.start(first)
      await first.stop(worker, 'force')
      await all.gone(first, worker)
      const stranger = createServer().listen(worker.port, worker.host)
      try {
        const next = await all.start(all.open())
        assert.notDeepEqual([next.host, next.port], [worker.host, worker.port])
        const id = all.idOf()
        const other = await all.open().start({
          instance_id: id,
          mode: 'shared',
          tenant_id: null,
          limits: null,
          environment: { INSTANCE_ID: id },
          taken: [worker, next]
        })
        assert.ok(![worker, next].some((one) => one.host === other.host && one.port === other.port))
      } finally {
        stranger.close()
      }
    }
  )

  promise(
    'a driver that is full says so, starts nothing, and has room again when its worker is gone',
    async (all) => {
      const driver = all.open('createSmall')
      const [id, other] = [all.idOf(), all.idOf()]
      assert.equal(await driver.hasRoom([id], []), true)
      assert.equal(await driver.hasRoom([id, other], []), false)
      const worker = await all.start(driver)
      assert.equal(await driver.hasRoom([worker.id], []), true, 'it has its place')
      assert.equal(await driver.hasRoom([id], []), false)
      const spec = {
        instance_id: id,
        mode: 'shared' as const,
        tenant_id: null,
        limits: null,
        environment: {},
        taken: []
      }
      await assert.rejects(driver.start(spec), NoRoomError)
      assert.equal((await driver.find()).has(id), false)
      await driver.stop(worker, 'force')
      await until('there is room', () => driver.hasRoom([id], []))
    }
  )

  promise(
    'after an orchestrator was killed the next one finds its workers, and hears of their end',
    async (all) => {
      const killed = all.open()
      const worker = await all.start(killed)
      killed.close()
      const next = all.open()
      const found = (await next.find()).get(worker.id)
      assert.deepEqual(found, {
        reference: worker.reference,
        address: { host: worker.host, port: worker.port }
      })
      const claimed = { id: worker.id, reference: next.claim() }
      assert.equal(await next.state(claimed), 'running', 'found by the claim alone')
      next.watch(worker)
      await next.stop(worker, 'force')
      await until('its end is told', () => all.ended.includes(worker.id))
      assert.equal(await next.state(worker), 'gone')
      assert.equal(await next.state(claimed), 'gone')
      assert.equal((await next.find()).has(worker.id), false)
    }
  )

  promise(
    'a worker that ends by itself leaves how it ended and its last words, which are told once',
    async (all) => {
      const driver = all.open()
      const worker = await all.start(driver)
      const other = await all.start(driver)
      await ask(worker, '/exit').catch(() => undefined)
      await until('its end is told', () => all.ended.includes(worker.id))
      assert.equal(await driver.state(worker), 'gone')
      const words = await driver.logs(worker, 1_000)
      assert.equal(words, `the last words of ${worker.id}`)
      assert.ok(words.endsWith(await driver.logs(worker, 5)), 'the end of them')
      assert.ok((await driver.logs(worker, 5)).length <= 5)
      assert.match(driver.exitReason(worker) ?? '', /code 7/)
      assert.equal(driver.exitReason(worker), null)
      assert.equal(await driver.logs(worker, 1_000), '')
      assert.deepEqual(all.ended, [worker.id])
      assert.equal(await driver.state(other), 'running')
    }
  )

  promise(
    'asked to end a worker may take its time; forced it is gone, and its address is free',
    async (all) => {
      const driver = all.open()
      const polite = await all.start(driver)
      await driver.stop(polite, 'ask')
      await all.gone(driver, polite)
      assert.match(driver.exitReason(polite) ?? '', /code 0/)
      const stubborn = await all.start(driver, { STUBBORN: 'yes' })
      await driver.stop(stubborn, 'ask')
      assert.equal((await ask(stubborn)).instance_id, stubborn.id)
      await driver.stop(stubborn, 'force')
      await all.gone(driver, stubborn)
      await assert.rejects(ask(stubborn))
      await driver.stop(stubborn, 'force')
    }
  )

  promise('what is not its own is unknown to a driver, and left alone', async (all) => {
    const driver = all.open()
    const worker = await all.start(driver)
    const foreign = { id: worker.id, reference: 'of another machine' }
    assert.equal(await driver.state(foreign), 'unknown')
    await driver.stop(foreign, 'force')
    assert.equal((await ask(worker)).instance_id, worker.id)
    const never = { id: all.idOf(), reference: driver.claim() }
    assert.equal(await driver.state(never), 'gone', 'its own, and never started')
  })

  promise(
    'ending all ends what it started and what it watches, stubborn or not; closing ends nothing',
    async (all) => {
      const first = all.open()
      const left = await all.start(first)
      first.close()
      assert.equal((await ask(left)).instance_id, left.id)
      const driver = all.open()
      driver.watch(left)
      const own = await all.start(driver, { STUBBORN: 'yes' })
      await driver.endAll()
      for (const worker of [left, own]) assert.equal(await driver.state(worker), 'gone')
    }
  )
}
