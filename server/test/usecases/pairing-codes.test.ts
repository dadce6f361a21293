import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

type Answer = {
  status: number
  code?: string
  detail?: string
  retry_after_s?: number
  expires_at?: string
}

const ask = async (bed: WorkerBed, session_id: string, number: string): Promise<Answer> => {
  const answer = await bed.call('POST', `/sessions/${session_id}/calls/request_pairing_code`, {
    phone_number: number
  })
  return { ...((await answer.json()) as object), status: answer.status }
}

/** A session that shows a QR code. */
const unlinked = async (bed: WorkerBed): Promise<string> => {
  const id = await bed.createSession()
  await bed.assign(id)
  await bed.waitStatus(id, 'qr')
  return id
}

test('a pairing code that WhatsApp refuses is an error that says why and what to do, and one that it takes is a code', async (t) => {
  const bed = await workerBed(t)
  const { number } = await bed.simulator.createPhone()
  const id = await unlinked(bed)
  const cases = [
    ['400', 409, 'pairing_code_refused', /complete and registered/],
    ['403', 409, 'pairing_code_refused', /look for a notice/],
    ['404', 409, 'pairing_code_refused', /knows no account/],
    ['428', 409, 'pairing_code_refused', /update WhatsApp/],
    ['500', 409, 'pairing_code_refused', /with code 500/],
    ['no_ref', 409, 'pairing_code_refused', /without a reason/],
    ['429', 429, 'pairing_code_limited', /Too many/],
    ['silent', 503, 'pairing_code_unanswered', /Try again in a moment/]
  ] as const
  for (const [refusal, status, code, detail] of cases) {
    await bed.simulator.updatePhone(number, { code_refusal: refusal })
    const answer = await ask(bed, id, number)
    assert.deepEqual([answer.status, answer.code], [status, code], refusal)
    assert.match(answer.detail ?? '', detail)
    assert.match(answer.detail ?? '', /QR code/, `${refusal}: there is another way`)
    assert.equal(answer.retry_after_s, code === 'pairing_code_limited' ? 300 : undefined)
    const session = await bed.session(id)
    assert.equal(session.status, 'qr')
    assert.equal(session.pairing_phone_number, null, 'there is no code to wait for')
  }
  await bed.simulator.updatePhone(number, { code_refusal: null })
  const taken = await ask(bed, id, number)
  assert.equal(taken.status, 200)
  assert.match(taken.code ?? '', /^[1-9A-Z]{8}$/)
  await bed.simulator.enterCode(number, taken.code ?? '')
  await bed.waitStatus(id, 'connected')
  assert.deepEqual(bed.errors, [])
})

test('a code that was refused leaves the one before it to be typed', async (t) => {
  const bed = await workerBed(t)
  const { number } = await bed.simulator.createPhone()
  const id = await unlinked(bed)
  const first = await ask(bed, id, number)
  await bed.simulator.updatePhone(number, { code_refusal: '429' })
  assert.equal((await ask(bed, id, number)).code, 'pairing_code_limited')
  await bed.simulator.enterCode(number, first.code ?? '')
  await bed.waitStatus(id, 'connected')
})

test('a wrong code can be corrected, and what the phone or the server says twice or without keys breaks nothing', async (t) => {
  const bed = await workerBed(t)
  for (const code_fault of ['two_hellos', 'refresh_code'] as const) {
    const { number } = await bed.simulator.createPhone({ code_fault })
    const id = await unlinked(bed)
    const { code = '' } = await ask(bed, id, number)
    const wrong = `${code.slice(0, 7)}${code.endsWith('1') ? '2' : '1'}`
    await assert.rejects(bed.simulator.enterCode(number, wrong), /The code is wrong/)
    await bed.simulator.enterCode(number, code)
    await bed.waitStatus(id, 'connected')
    assert.equal((await bed.simulator.phone(number)).pairings, 1)
  }
  assert.deepEqual(bed.errors, [])
})

test('a request whose connection goes away is answered at once: there is no code yet', async (t) => {
  const bed = await workerBed(t)
  const { number } = await bed.simulator.createPhone({ code_refusal: 'silent' })
  const id = await unlinked(bed)
  const asked = ask(bed, id, number)
  await until('WhatsApp has heard the request', async () => {
    const { code_requests } = await bed.simulator.stats()
    return code_requests === 1
  })
  await bed.simulator.setBuildMin({ build: 0, end_connections: true })
  const answer = await asked
  assert.deepEqual([answer.status, answer.code], [409, 'qr_not_ready'])
})
