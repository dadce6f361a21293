import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type TestContext, test } from 'node:test'
import { definitionOf } from '../../src/control/calls.ts'
import { AppError } from '../../src/domain/errors.ts'
import { callSession } from '../../src/usecases/sessions/call.ts'
import { harness } from '../../testkit/app.ts'
import { type LiveBed, liveBed } from '../../testkit/live-bed.ts'
import {
  type CallAnswers,
  instanceOfSession,
  recordingWorkers,
  seedInstance
} from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'

const numbers = { phone_numbers: ['+201001234567'] }
const check = (bed: LiveBed) => bed.me.post(bed.path('/contacts/check'), numbers)

test('a session that moves to another worker in the middle of a call answers it from there', async (t) => {
  const bed = await liveBed(t)
  const other = await bed.startWorker()
  const { number } = bed.session
  await bed.farm.simulator.setFaults({ number, withhold_answers: 1 })
  const asked = check(bed)
  await until('WhatsApp was asked', async () => (await bed.happened('withhold_answers')) === 1)
  await bed.farm.workers.release(bed.worker.address, bed.session.id, 'moved')
  assert.ok(await bed.farm.give(bed.session.id, other))
  const answer = await asked
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.json().data[0].on_whatsapp, false)
})

test('a worker that is killed in the middle of a call leaves a clear answer, or the call to the worker that follows', async (t) => {
  const bed = await liveBed(t, { lease_seconds: 3 })
  const other = await bed.startWorker()
  const { number } = bed.session
  await bed.farm.simulator.setFaults({ number, withhold_answers: 1 })
  const asked = check(bed)
  await until('WhatsApp was asked', async () => (await bed.happened('withhold_answers')) === 1)
  bed.worker.child.kill('SIGKILL')
  await until('the lease is free', () => bed.farm.give(bed.session.id, other))
  assert.equal((await asked).statusCode, 200)

  other.child.kill('SIGKILL')
  await once(other.child, 'exit')
  const nobody = await check(bed)
  assert.equal(`${nobody.statusCode} ${nobody.json().code}`, '503 worker_unreachable')
  assert.ok(nobody.headers['retry-after'])
})

test('of a caller who has gone the worker hears, and does not go on', async (t) => {
  const bed = await liveBed(t)
  const { number } = bed.session
  const url = await bed.app.server.listen({ host: '127.0.0.1', port: 0 })
  await bed.farm.simulator.setFaults({ number, withhold_answers: true })
  const gone = new AbortController()
  // As many as one session may have under way.
  const asked = Array.from({ length: 32 }, () =>
    fetch(`${url}${bed.path('/contacts/check')}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bed.tenant.access_token}`,
        'content-type': 'application/json'
      },
      body: JSON.stringify(numbers),
      signal: gone.signal
    })
  )
  await until('WhatsApp was asked', async () => (await bed.happened('withhold_answers')) >= 32)
  await bed.farm.simulator.clearFaults({ number })
  gone.abort()
  const ended = await Promise.allSettled(asked)
  assert.ok(ended.every(({ status }) => status === 'rejected'))
  // The worker itself refuses one too many, until it has heard.
  const { address } = bed.worker
  await until(
    'there is room again at the worker',
    () =>
      bed.farm.workers
        .call(address, bed.session.id, 'check_contacts', { phone_numbers: ['201001234567'] })
        .then(
          () => true,
          (error) => {
            assert.equal(error.code, 'too_much_at_once')
            return false
          }
        ),
    definitionOf('check_contacts').timeout_ms / 2
  )
  assert.equal((await check(bed)).statusCode, 200)
})

const quick = async (t: TestContext, calls: CallAnswers) => {
  const { workers, asked } = recordingWorkers({ calls })
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const hosted = async (of = tenant): Promise<string> => {
    const id = await seedConnected(app, of)
    await instanceOfSession(app, id, await seedInstance(app, of))
    return id
  }
  return { app, tenant, hosted, asked, me: app.as(tenant) }
}

test('a session that is not connected is refused at once, with what leads on, and no worker is asked', async (t) => {
  const { app, tenant, me, asked } = await quick(t, {})
  const cases = [
    [{ status: 'created' }, /is created\. Start it with POST …\/start/],
    [{ status: 'stopped', status_reason: 'stopped_by_user' }, /Stopped by its user.*Start it/],
    [{ status: 'qr', desired: 'running' }, /is qr\. Scan the code/],
    [{ status: 'logged_out', status_reason: 'logged_out_by_phone' }, /removed this linked device/],
    [{ status: 'failed', status_reason: 'banned' }, /banned this number/],
    [{ status: 'reconnecting', status_reason: 'connection_lost' }, /is being opened again/]
  ] as const
  for (const [columns, detail] of cases) {
    const id = await seedSession(app, tenant, columns)
    await instanceOfSession(app, id, await seedInstance(app, tenant))
    const answer = await me.get(`/api/v1/sessions/${id}/profile`)
    assert.equal(`${answer.statusCode} ${answer.json().code}`, '409 session_not_connected')
    assert.match(answer.json().detail, detail)
    const connects = columns.status === 'reconnecting' || columns.status === 'qr'
    assert.equal(answer.headers['retry-after'], connects ? '5' : undefined, columns.status)
  }
  assert.deepEqual(asked, [])
})

test('a call that must not be made twice is not made again when nobody knows what became of it', async (t) => {
  const failures: AppError[] = []
  const { app, tenant, hosted, asked } = await quick(t, {
    check_contacts: async () => {
      const failure = failures.shift()
      if (failure) throw failure
      return { contacts: [] }
    },
    request_pairing_code: async () => {
      const failure = failures.shift()
      if (failure) throw failure
      return { code: 'ABCDEFGH', expires_at: '2030-01-01T00:00:00.000Z' }
    }
  })
  const id = await hosted()
  const { signal } = new AbortController()
  const actor = {
    ...tenant,
    scopes: null,
    api_key_id: null,
    session_ids: null,
    role: 'owner'
  } as const
  const once_only = () =>
    callSession(
      app.deps,
      actor,
      id,
      'request_pairing_code',
      { phone_number: '201001234567' },
      signal
    )
  const again = () =>
    callSession(app.deps, actor, id, 'check_contacts', { phone_numbers: ['201001234567'] }, signal)

  failures.push(new AppError('call_interrupted'))
  await assert.rejects(once_only(), { code: 'call_interrupted', detail: undefined })
  assert.equal(asked.splice(0).length, 1)

  failures.push(new AppError('session_not_connected'), new AppError('session_not_started'))
  assert.equal((await once_only()).code, 'ABCDEFGH', 'nothing of it was begun')
  assert.equal(asked.splice(0).length, 3)

  failures.push(new AppError('call_interrupted'))
  assert.deepEqual(await again(), { contacts: [] })
  assert.equal(asked.splice(0).length, 2)

  failures.push(new AppError('call_interrupted'), new AppError('call_interrupted'))
  await assert.rejects(again(), (error: AppError) => /Nothing was changed/.test(error.detail ?? ''))
  assert.equal(asked.splice(0).length, 2, 'not for ever')

  failures.push(new AppError('call_timed_out'))
  await assert.rejects(again(), { code: 'call_timed_out' })
  assert.equal(asked.splice(0).length, 1)
})

test('calls that wait for WhatsApp take nothing from other tenants, and one too many is refused', async (t) => {
  const { promise: answered, resolve } = Promise.withResolvers<void>()
  let slow = true
  const { app, me, hosted, asked } = await quick(t, {
    read_profile: async () => {
      if (slow) await answered
      return {
        phone_number: null,
        jid: '1@lid',
        lid: null,
        name: null,
        about: null,
        about_changed_at: null,
        picture: null,
        business: false,
        platform: null
      }
    }
  })
  const id = await hosted()
  const read = (caller = me, of = id) => caller.get(`/api/v1/sessions/${of}/profile`)
  const held = Array.from({ length: 32 + 64 }, () => read())
  await until('the tenant has all its places', () => asked.length === 32)
  await until('the others wait', () => app.deps.call_places.load.waiting === 64)
  const refused = await read()
  assert.equal(`${refused.statusCode} ${refused.json().code}`, '429 too_much_at_once')
  assert.equal(refused.headers['retry-after'], '1')
  slow = false
  const neighbour = await app.seed.tenant()
  const fine = await read(app.as(neighbour), await hosted(neighbour))
  assert.equal(fine.statusCode, 200)
  resolve()
  for (const { statusCode } of await Promise.all(held)) assert.equal(statusCode, 200)
})
