import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, harness } from '../../testkit/app.ts'
import { invoiceFor } from '../../testkit/invoice-calls.ts'

const as_pdf = { accept: 'application/pdf' }

/** What the glyphs of each font stand for, in the order in which they come on the paper: from left to right, from the top. */
const glyphsOf = (pdf: Buffer): string[][] =>
  [...pdf.toString('latin1').matchAll(/beginbfchar[\s\S]*?endcmap/g)].map(([map]) =>
    [...map.matchAll(/^<[0-9A-F]{4}> <([0-9A-F]+)>$/gm)].map(([, code]) =>
      Buffer.from(code ?? '', 'hex')
        .swap16()
        .toString('utf16le')
    )
  )

const pdfOf = (answer: Answer): Buffer => {
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.headers['content-type'], 'application/pdf')
  assert.equal(answer.rawPayload.subarray(0, 5).toString(), '%PDF-')
  return answer.rawPayload
}

test('an invoice and a credit note are PDF files in both languages, for those who may read them', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  // None of it is code, whatever it looks like.
  const name = '#panic("x") $x^2$ \\ [a] @b <c> شركة لا'
  assert.equal((await me.put('/api/v1/account/billing', { name, language: 'ar' })).statusCode, 200)
  const id = await invoiceFor(boss, tenant.tenant_id, {
    lines: Array.from({ length: 100 }, () => ({ description: 'y'.repeat(300), unit_minor: 5_000 }))
  })
  const url = `/api/v1/invoices/${id}`
  const { number } = (await me.get(url)).json()
  const answer = await me.get(url, as_pdf)
  assert.equal(answer.headers['content-disposition'], `attachment; filename=${number}.pdf`)
  assert.equal(answer.headers['cache-control'], 'no-store')
  const glyphs = glyphsOf(pdfOf(answer))
  // The word at the top, in letters that are joined: its last one stands at the left.
  assert.deepEqual(glyphs[0]?.slice(0, 6), [...'ةروتاف'])
  const all = glyphs.flat()
  assert.ok(all.includes('لا'), 'two letters in one')
  assert.ok(all.filter((one) => one === 'ر').length > 1, 'at the end of a word, and within')
  for (const letter of '#$\\[@<') assert.ok(all.includes(letter), letter)

  const english = glyphsOf(pdfOf(await me.get(`${url}?language=en`, as_pdf)))
  assert.deepEqual(english[0]?.slice(0, 6), [...'Invoic'])

  const credit = await boss.post(`/api/v1/admin/invoices/${id}/credit`, { reason: 'سبب' })
  assert.equal(credit.statusCode, 201, credit.body)
  const note = await me.get(`/api/v1/invoices/${credit.json().id}`, as_pdf)
  assert.deepEqual(glyphsOf(pdfOf(note))[0]?.slice(0, 4), [...'نئاد'])

  const other = app.as(await app.seed.tenant())
  assert.equal((await other.get(url, as_pdf)).statusCode, 404)
  assert.equal((await app.anonymous.get(url, as_pdf)).statusCode, 401)
  const key = await app.withKey(['messages:read'], tenant)
  assert.equal((await key.get(url, as_pdf)).statusCode, 403)
  const wrong = await me.get(`${url}?language=fr`, as_pdf)
  assert.deepEqual([wrong.statusCode, wrong.json().errors[0].path], [422, 'language'])
  assert.equal((await me.get(url, { accept: 'image/png' })).statusCode, 406)
})
