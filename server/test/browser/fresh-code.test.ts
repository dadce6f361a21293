import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import { leaveOutWithoutBrowser, openBrowser } from './fixture.ts'

const rotations = 6
/** As much as a machine with other work adds to the tenth of a second that a fresh code takes. */
const within_ms = 1_000

/** Notes in the page when the picture of the code changes. */
const watchPicture = `
  globalThis.changes = []
  const code = document.getElementById('code')
  new MutationObserver(() => changes.push(Date.now())).observe(code, { attributeFilter: ['src'] })
`

test('the linking page shows the fresh code that WhatsApp wants as soon as it is there', async (t) => {
  if (leaveOutWithoutBrowser(t)) return
  const product = await startProduct(t)
  const customer = await product.register()
  const { context } = await openBrowser(t, { extension: false })
  const { body: session } = await customer.post('/api/v1/sessions', { session_name: 'by page' })
  await customer.post(`/api/v1/sessions/${session.id}/start`)
  const page = await context.newPage()
  await page.goto(`${product.auth_url}/session/${session.id}#token=${customer.token}`)
  await page.getByAltText('QR code to scan with WhatsApp').waitFor()
  await page.evaluate(watchPicture)
  const changes = (): Promise<number[]> => page.evaluate('changes')
  for (let rotation = 1; rotation <= rotations; rotation++) {
    const form = rotation % 2 ? 'refresh' : 'rotate'
    await product.simulator.refreshCodes({ form })
    await until('the picture has changed', async () => (await changes()).length === rotation)
  }
  const events = (
    await customer.get(`/api/v1/events?session_id=${session.id}&type=session.qr`)
  ).body.data.slice(-rotations)
  const delays = (await changes())
    .map((at, index) => at - Date.parse(events[index].created_at))
    .sort((one, other) => one - other)
  const median_ms = delays[rotations / 2] ?? 0
  t.diagnostic(`a fresh code is on the page after ${median_ms} ms`)
  assert.ok(median_ms < within_ms, `${median_ms} ms`)
})
