import { URI } from 'otpauth'
import { newId } from '../../src/domain/ids.ts'
import { links_purpose } from '../../src/domain/mail.ts'
import { signId } from '../../src/lib/signed-id.ts'
import type { Answer, Caller, Harness, SeededTenant } from '../../testkit/app.ts'
import { draftFor, invoiceFor, paidFor, payment } from '../../testkit/invoice-calls.ts'

type Add = (name: string, answer: Promise<Answer>) => Promise<void>

const auth = '/api/v1/auth'

/** What only the routes of second factors and of administrators answer. */
export const provokeAccounts = async (
  app: Harness,
  tenant: SeededTenant,
  email: string,
  add: Add
): Promise<void> => {
  const person = app.as(tenant)
  const again = { email, password: 'correct horse battery staple', name: 'A' }
  const set_up = { current_password: tenant.password }
  const second = `${auth}/2fa`
  await add(
    `POST ${second}/disable`,
    person.post(`${second}/disable`, { ...set_up, code: '000000' })
  )
  await add(`POST ${second}/confirm`, person.post(`${second}/confirm`, { code: '000000' }))
  const { otpauth_url } = (await person.post(`${second}/setup`, set_up)).json()
  await person.post(`${second}/confirm`, { code: URI.parse(otpauth_url).generate() })
  await add(`POST ${second}/setup`, person.post(`${second}/setup`, set_up))
  const key = await app.withKey(['account:write'], tenant)
  for (const [path, body] of [
    ['setup', set_up],
    ['confirm', { code: '000000' }],
    ['disable', { ...set_up, code: '000000' }]
  ] as const)
    await add(`POST ${second}/${path}`, key.post(`${second}/${path}`, body))
  const passkeys = `${auth}/passkeys`
  const passkey = newId('passkey')
  await add(`POST ${passkeys}/options`, key.post(`${passkeys}/options`, set_up))
  await add(`POST ${passkeys}`, key.post(passkeys, {}))
  await add(`PATCH ${passkeys}/:id`, key.patch(`${passkeys}/${passkey}`, { name: 'x' }))
  await add(`DELETE ${passkeys}/:id`, key.delete(`${passkeys}/${passkey}`))
  const switching = { tenant_id: newId('tenant') }
  for (const caller of [key, person])
    await add(`POST ${auth}/switch-tenant`, caller.post(`${auth}/switch-tenant`, switching))
  await add(`GET ${auth}/tenants`, key.get(`${auth}/tenants`))
  for (const url of ['/api/v1/account', `${auth}/me`])
    await add(`DELETE ${url}`, key.delete(url, {}, set_up))
  for (const list of ['audit-log', 'api-keys/:id/requests', 'instances/:id/logs']) {
    const url = `/api/v1/${list.replace(':id', newId(list.startsWith('api') ? 'api_key' : 'instance'))}`
    await add(`GET /api/v1/${list}`, person.get(url, { accept: 'text/html' }))
  }
  const exports = '/api/v1/account/export'
  await add(`POST ${exports}`, key.post(exports))
  await add(`GET ${exports}/:id`, key.get(`${exports}/${newId('export')}`))
  await person.post(`${auth}/verify-email/send`)
  await app.anonymous.post(`${auth}/forgot-password`, { email: tenant.email })
  await app.deps.background.settle()
  const links = await app.owner.query<{ id: string; purpose: string }>(
    'select id, purpose from mail_links where user_id = $1 and used_at is null',
    [tenant.user_id]
  )
  for (const { id, purpose } of links) {
    const token = signId(app.deps.webhook_key.derive(links_purpose), id)
    const url = `${auth}/${purpose === 'verify_email' ? 'verify-email' : 'reset-password'}`
    const more = purpose === 'verify_email' ? {} : { new_password: 'another password' }
    await add(`POST ${url}`, app.anonymous.post(url, { token, ...more }))
  }
  await provokeInvitations(app, email, add)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const admin = '/api/v1/admin'
  const plans: { id: string; code: string }[] = (await boss.get(`${admin}/plans`)).json().data
  const trial = `${admin}/plans/${plans.find((one) => one.code === 'trial')?.id}`
  const limits = { sessions_max: 1, messages_per_month_max: 1, webhooks_max: 1, api_keys_max: 1 }
  const taken = { code: 'trial', name: 'X', price_cents: 0, ...limits }
  await add(`POST ${admin}/plans`, boss.post(`${admin}/plans`, taken))
  await add(`PATCH ${admin}/plans/:id`, boss.patch(trial, { code: 'other' }))
  await add(`DELETE ${admin}/plans/:id`, boss.delete(trial))
  await add(`POST ${admin}/users`, boss.post(`${admin}/users`, again))
  await provokeInvoices(app, boss, add)
}

/** Invitations that are accepted, and to somebody who has registered. */
const provokeInvitations = async (app: Harness, taken: string, add: Add): Promise<void> => {
  const url = '/api/v1/invitations'
  const person = app.as(await app.seed.tenant())
  const accept = { name: 'New', password: 'correct horse battery staple' }
  for (const email of ['invited@example.com', taken]) {
    const { link } = (await person.post(url, { email, role: 'viewer' })).json()
    const token = String(link).split('#token=')[1]
    await add(`POST ${url}/lookup`, app.anonymous.post(`${url}/lookup`, { token }))
    await add(`POST ${url}/accept`, app.anonymous.post(`${url}/accept`, { token, ...accept }))
  }
}

/** Invoices that were issued, or were not, where the other is wanted. */
const provokeInvoices = async (app: Harness, boss: Caller, add: Add): Promise<void> => {
  const invoices = '/api/v1/admin/invoices'
  const tenant = await app.seed.tenant()
  const issued = await invoiceFor(boss, tenant.tenant_id)
  const draft = await draftFor(boss, tenant.tenant_id)
  await add(`POST ${invoices}/:id/finalize`, boss.post(`${invoices}/${issued}/finalize`))
  await add(`DELETE ${invoices}/:id`, boss.delete(`${invoices}/${issued}`))
  await add(
    `POST ${invoices}/:id/credit`,
    boss.post(`${invoices}/${draft}/credit`, { reason: 'x' })
  )
  await add(`POST ${invoices}/:id/payments`, boss.post(`${invoices}/${draft}/payments`, payment(1)))
  const refund = `/api/v1/admin/payments/${await paidFor(boss, tenant.tenant_id, 1)}/refund`
  await boss.post(refund, { reason: 'x' })
  await add('POST /api/v1/admin/payments/:id/refund', boss.post(refund, { reason: 'x' }))
  const checkout = '/api/v1/subscription/checkout'
  const buy = (body: object) => app.as(tenant).post(checkout, { provider: 'manual', ...body })
  await add(`POST ${checkout}`, buy({ plan_id: 'none' }))
  await add(`POST ${checkout}`, buy({ invoice_id: newId('invoice') }))
  const page = app.as(tenant).get(`/api/v1/invoices/${issued}`, { accept: 'image/png' })
  await add('GET /api/v1/invoices/:id', page)
}
