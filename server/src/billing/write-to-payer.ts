import type { MailKind } from '../domain/mail.ts'
import type { SubscriptionRow } from '../domain/plan.ts'
import type { Tx } from '../lib/db.ts'
import { putMail } from '../store/mails/outbox.ts'
import { findPayer } from '../store/subscriptions/life.ts'
import { getPlan } from '../store/subscriptions/plans.ts'

/** So long it is tried to send a mail about a subscription. */
const mail_days = 3

/** Puts a mail about the subscription to whoever has had the account longest, with the day that it names. */
export const writeToPayer = async (
  tx: Tx,
  { tenant_id, plan_id }: Pick<SubscriptionRow, 'tenant_id' | 'plan_id'>,
  kind: MailKind,
  date: Date | null
): Promise<void> => {
  const payer = await findPayer(tx, tenant_id)
  if (!payer) return
  const { name } = await getPlan(tx, plan_id)
  await putMail(tx, {
    ...{ tenant_id, kind, language: payer.language, recipient: payer.email, link_id: null },
    data: { plan: name, date: date?.toISOString() ?? null },
    expires_at: new Date(Date.now() + mail_days * 86_400_000)
  })
}
