import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { TestContext } from 'node:test'
import { until } from '../../../testkit/until.ts'
import { type FarmWorker, type WorkerFarm, workerFarm } from '../../../testkit/worker-farm.ts'
import { createTrap, type Trap } from './arm.ts'
import { type KillPoint, nameOf } from './table.ts'

/** One session whose worker is killed again and again, each time at another step. */
export type WorkerLane = {
  farm: WorkerFarm
  trap: Trap
  session: { id: string; number: string }
  friend: string
  /** Sets the trap, provokes it, waits until the worker is dead and gives the session to the next one. */
  kill(point: KillPoint, provoke: () => Promise<unknown>): Promise<void>
  /** Sends a text as the gateway does. */
  send(text: string): Promise<void>
  say(text: string): Promise<void>
  /** Waits until this text of ours has this status. */
  waitSent(text: string, status: string): Promise<void>
  waitReceived(text: string): Promise<void>
}

export const workerLane = async (
  t: TestContext,
  friend_settings: { auto_delivered?: boolean } = {},
  /** What else runs beside the worker: whose session it is then, and what the worker has to know. */
  beside?: (
    farm: WorkerFarm,
    trap: Trap
  ) => Promise<{ tenant_id: string; environment: Record<string, string> }>
): Promise<WorkerLane> => {
  const farm = await workerFarm(t)
  const trap = await createTrap(t)
  const more = await beside?.(farm, trap)
  const start = (): Promise<FarmWorker> =>
    farm.startWorker({
      node_args: trap.node_args,
      environment: { ...trap.environment, ...more?.environment }
    })
  let worker = await start()
  const session = await farm.link(worker, more?.tenant_id)
  const { number: friend } = await farm.simulator.createPhone(friend_settings)

  const find = async (direction: string, text: string) =>
    (await farm.messages(session.id)).find(
      (one) =>
        one.direction === direction && (one.content['text'] as { body: string }).body === text
    )

  return {
    farm,
    trap,
    session,
    friend,
    kill: async (point, provoke) => {
      const { child, address } = worker
      await trap.set(point)
      await provoke()
      await trap.sprung(point)
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      assert.equal(child.signalCode, 'SIGKILL', nameOf(point))
      // What the orchestrator records when it sees that the process is gone.
      await farm.owner.query("update instances set status = 'failed' where id = $1", [
        address.instance_id
      ])
      worker = await start()
      assert.ok(await farm.give(session.id, worker), 'the lease of the dead can be taken')
    },
    send: async (text) => {
      await farm.accept(session.id, friend, text)
      farm.workers.poke(worker.address)
    },
    say: async (text) => {
      await farm.simulator.say(friend, { to: session.number, text })
    },
    waitSent: async (text, status) => {
      await until(
        `"${text}" is ${status}`,
        async () => (await find('outbound', text))?.status === status
      )
    },
    waitReceived: async (text) => {
      await until(
        `"${text}" is received`,
        async () => (await find('inbound', text))?.status === 'received'
      )
    }
  }
}

/** What must be true of the lane when all its workers are dead: everything once, in order, under one event each. */
export const checkLane = async (
  { farm, session, friend, trap }: WorkerLane,
  points: KillPoint[],
  texts: { out: string[]; in: string[] }
): Promise<void> => {
  const rows = await farm.messages(session.id)
  const stored = (direction: string): string[] =>
    rows
      .filter((one) => one.direction === direction)
      .map((one) => (one.content['text'] as { body: string }).body)
  assert.deepEqual(stored('outbound'), texts.out)
  assert.deepEqual(stored('inbound'), texts.in, 'each is stored once, in order')
  const { messages } = await farm.simulator.received(friend, { from: session.number })
  assert.deepEqual(
    messages.map((one) => one.text),
    texts.out,
    'the phone shows each once, in order'
  )
  const events = await farm.owner.query<{ name: string; count: number }>(
    `select type || ' ' || (data ->> 'whatsapp_id') as name, count(*)::int as count
     from events where type like 'message.%' group by 1`
  )
  assert.deepEqual(
    events.filter((one) => one.count !== 1),
    [],
    'each step is told once'
  )
  await until('everything is acknowledged', async () => {
    const { unacknowledged } = await farm.simulator.audit()
    return unacknowledged.length === 0
  })
  const [{ left } = { left: -1 }] = await farm.owner.query<{ left: number }>(
    'select count(*)::int as left from outbound'
  )
  assert.equal(left, 0, 'nothing is left in the queue')
  const { pairings, sockets_max } = await farm.simulator.phone(session.number)
  assert.deepEqual({ pairings, sockets_max }, { pairings: 1, sockets_max: 1 })
  assert.deepEqual(await trap.hits(), points.map(nameOf), 'every point of the table was hit')
}
