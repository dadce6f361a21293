import type { Caller } from './app.ts'
import type { Call, Seed } from './call.ts'

export const seller = {
  name: 'Gateway Ltd.',
  address: '1 Nile Street\nCairo',
  country: 'EG',
  tax_id: '123-456-789',
  tax_name: 'VAT',
  tax_rate_ppm: 140_000,
  prefix: 'INV-',
  payment_instructions: 'Bank of the Nile, IBAN EG00'
}

/** A draft for a tenant, made by an administrator. */
export const draftFor = async (
  boss: Caller,
  tenant_id: string,
  body: Record<string, unknown> = {}
): Promise<string> => {
  const lines = [{ description: 'Advice', quantity: 2, unit_minor: 5_000 }]
  const made = await boss.post('/api/v1/admin/invoices', {
    ...{ tenant_id, currency: 'EGP', lines },
    ...body
  })
  if (made.statusCode !== 201) throw new Error(made.body)
  return made.json().id
}

/** The same, issued. */
export const invoiceFor = async (
  boss: Caller,
  tenant_id: string,
  body: Record<string, unknown> = {}
): Promise<string> => {
  await boss.patch('/api/v1/admin/settings', { seller })
  const id = await draftFor(boss, tenant_id, body)
  const issued = await boss.post(`/api/v1/admin/invoices/${id}/finalize`)
  if (issued.statusCode !== 200) throw new Error(issued.body)
  return id
}

let payments = 0
export const payment = (amount_minor: number) => ({
  method: 'bank',
  reference: `transfer ${++payments}`,
  amount_minor,
  currency: 'EGP'
})

const issued =
  (body?: () => Record<string, unknown>) =>
  async ({ app, person }: Seed): Promise<Call> => ({
    path: { id: await invoiceFor(person, (await app.seed.tenant()).tenant_id) },
    ...(body && { body: body() })
  })
/** An invoice of a customer that was paid at the bank; the payment. */
export const paidFor = async (
  boss: Caller,
  tenant_id: string,
  amount_minor: number
): Promise<string> => {
  const id = await invoiceFor(boss, tenant_id)
  const paid = await boss.post(`/api/v1/admin/invoices/${id}/payments`, payment(amount_minor))
  if (paid.statusCode !== 201) throw new Error(paid.body)
  return paid.json().payments[0].id
}

const draft = async ({ app, person }: Seed): Promise<Call> => {
  await person.patch('/api/v1/admin/settings', { seller })
  return { path: { id: await draftFor(person, (await app.seed.tenant()).tenant_id) } }
}

/** Calls about what customers are charged. */
export const invoice_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'PUT /api/v1/account/billing': async () => ({ body: { name: 'Ada Ltd.', country: 'EG' } }),
  'POST /api/v1/admin/invoices': async ({ app }) => ({
    body: {
      tenant_id: (await app.seed.tenant()).tenant_id,
      currency: 'EGP',
      lines: [{ description: 'x', unit_minor: 1 }],
      note: 'x'
    }
  }),
  'POST /api/v1/admin/invoices/:id/finalize': draft,
  'DELETE /api/v1/admin/invoices/:id': draft,
  'POST /api/v1/admin/invoices/:id/credit': issued(() => ({ reason: 'A mistake', net_minor: 100 })),
  'POST /api/v1/admin/invoices/:id/payments': issued(() => payment(100)),
  'POST /api/v1/admin/payments/:id/refund': async ({ app, person }) => ({
    path: { id: await paidFor(person, (await app.seed.tenant()).tenant_id, 100) },
    body: { reason: 'A mistake' }
  })
}
