import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanCodes } from '@whatsapp-saas/simulator/client'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

/** How often each way of linking is gone; `npm run linkings` goes it 20 times. */
const times = Number(process.env['LINKINGS'] ?? 1)
const at_once = 3

type Way = {
  /** When WhatsApp wants a fresh code by itself. */
  code_refresh: 'none' | 'refresh' | 'rotate' | 'late'
  link(bed: WorkerBed, session_id: string, number: string): Promise<unknown>
}

const codeOf = (bed: WorkerBed, session_id: string, before: string | null): Promise<string> =>
  until('a code', async () => {
    const { qr } = await bed.session(session_id)
    return qr !== before && qr
  })

const scan: Way['link'] = (bed, session_id, number) =>
  scanCodes(bed.simulator, number, (before) => codeOf(bed, session_id, before))

const typeCode: Way['link'] = async (bed, session_id, number) => {
  const answer = await bed.call('POST', `/sessions/${session_id}/calls/request_pairing_code`, {
    phone_number: number
  })
  const { code } = (await answer.json()) as { code: string }
  assert.equal(answer.status, 200, code)
  await bed.simulator.enterCode(number, code)
}

/** WhatsApp wants every code fresh that is shown by then. */
const rotateFirst =
  (link: Way['link']): Way['link'] =>
  async (bed, session_id, number) => {
    const before = await codeOf(bed, session_id, null)
    await bed.simulator.refreshCodes({ form: 'rotate' })
    await codeOf(bed, session_id, before)
    return link(bed, session_id, number)
  }

const ways: Record<string, Way> = {
  'a QR code, without a rotation': { code_refresh: 'none', link: scan },
  'a QR code, rotated before the scan': { code_refresh: 'none', link: rotateFirst(scan) },
  'a QR code, rotated after the scan': { code_refresh: 'refresh', link: scan },
  'a QR code, rotated after the scan in the other form': { code_refresh: 'rotate', link: scan },
  'a QR code, rotated when the device has signed': { code_refresh: 'late', link: scan },
  'a typed code, without a rotation': { code_refresh: 'none', link: typeCode },
  'a typed code, after a rotation': { code_refresh: 'none', link: rotateFirst(typeCode) },
  'a typed code, rotated after it was typed': { code_refresh: 'refresh', link: typeCode },
  'a typed code, rotated when the device has signed': { code_refresh: 'late', link: typeCode }
}

test('a number is linked by every way, whenever WhatsApp wants a fresh code', async (t) => {
  const bed = await workerBed(t)
  const failures: string[] = []
  for (const [name, { code_refresh, link }] of Object.entries(ways)) {
    let left = times
    let linked = 0
    const lane = async (): Promise<void> => {
      while (left-- > 0) {
        const id = await bed.createSession()
        await bed.assign(id)
        await bed.waitStatus(id, 'qr')
        const { number } = await bed.simulator.createPhone({ code_refresh })
        try {
          await link(bed, id, number)
          await bed.waitStatus(id, 'connected')
          linked++
        } catch (error) {
          failures.push(`${name}: ${(error as Error).message}`)
        }
      }
    }
    // What is wanted of every code that is shown would get in between the scans of another session.
    const alone = name.includes('before') || name.includes('after a rotation')
    await Promise.all(Array.from({ length: alone ? 1 : at_once }, lane))
    t.diagnostic(`${name}: ${linked} of ${times} linked`)
  }
  assert.deepEqual(failures, [])
})
