import type { MailLanguage } from '../../domain/mail.ts'
import type { SubscriptionRow } from '../../domain/plan.ts'
import type { LifeFacts, LifeStage } from '../../domain/subscription-life.ts'
import type { Tx } from '../../lib/db.ts'

export type LifeRow = {
  tenant_id: string
  now: Date
  facts: LifeFacts
}

type Row = Pick<
  SubscriptionRow,
  'tenant_id' | 'status' | 'stage' | 'stage_since' | 'reminders_sent' | 'reminded_at'
> & {
  price_id: string | null
  current_period_end: Date
  trial_ends_at: Date | null
  is_paid: boolean
  is_kept: boolean
  cancel_at_period_end: boolean
  now: Date
}

const columns = `s.tenant_id, s.status, s.stage, s.stage_since, s.reminders_sent, s.reminded_at, s.price_id, s.cancel_at_period_end, s.current_period_end,
  s.trial_ends_at, now() as now,
  exists (select from paid_periods p where p.tenant_id = s.tenant_id and p.starts_at <= now() and p.ends_at > now()) as is_paid,
  exists (select from users u where u.tenant_id = s.tenant_id and u.role = 'admin') as is_kept`

const not_erased = 'not exists (select from erasures e where e.erased_tenant_id = s.tenant_id)'

/** What is so with the subscription of a tenant that is not being erased, which the caller has locked. */
export const readLife = async (tx: Tx, tenant_id: string): Promise<LifeRow | null> => {
  const [row] = await tx.query<Row>(
    `select ${columns} from subscriptions s where s.tenant_id = $1 and s.status <> 'canceled' and ${not_erased}`,
    [tenant_id],
    'read_life'
  )
  return row ? lifeOf(row) : null
}

/**
 * The same for those in which something may be due: they are past due, or their trial or what was paid is over. Behind `after`, in the
 * order of their tenants.
 */
export const listLives = async (
  tx: Pick<Tx, 'query'>,
  after: string,
  limit: number
): Promise<LifeRow[]> => {
  const rows = await tx.query<Row>(
    `select ${columns} from subscriptions s
     where s.tenant_id > $1 and ${not_erased} and (s.status = 'past_due' and s.past_due_since is not null
       or s.status = 'trialing' and s.trial_ends_at <= now()
       or s.status in ('trialing', 'active') and s.price_id is not null and s.current_period_end <= now())
     order by s.tenant_id limit $2`,
    [after, limit],
    'list_lives'
  )
  return rows.map(lifeOf)
}

const lifeOf = (row: Row): LifeRow => ({
  tenant_id: row.tenant_id,
  now: row.now,
  facts: {
    state: row.stage ?? (row.status === 'canceled' ? 'erased' : row.status),
    since: row.stage_since,
    has_price: row.price_id !== null,
    period_end: row.current_period_end,
    is_paid: row.is_paid,
    trial_ends_at: row.trial_ends_at,
    reminders_sent: row.reminders_sent,
    reminded_at: row.reminded_at,
    cancels: row.cancel_at_period_end,
    is_kept: row.is_kept
  }
})

/** How far a subscription has come that is past due. */
export const setStage = async (tx: Tx, tenant_id: string, stage: LifeStage): Promise<void> => {
  await tx.query(
    `update subscriptions set stage = $2, stage_since = now(), limited_since = coalesce(limited_since, now())
     where tenant_id = $1 and status = 'past_due'`,
    [tenant_id, stage],
    'set_stage'
  )
}

export const noteReminder = async (tx: Tx, tenant_id: string, nth: number): Promise<void> => {
  await tx.query(
    `update subscriptions set reminders_sent = $2, reminded_at = now() where tenant_id = $1 and status = 'past_due'`,
    [tenant_id, nth],
    'note_reminder'
  )
}

/** From now on it is past due, also where it was so since before that had an end. */
export const beginPastDue = async (tx: Tx, tenant_id: string): Promise<void> => {
  await tx.query(
    `update subscriptions set past_due_since = now(), stage_since = now()
     where tenant_id = $1 and status = 'past_due' and past_due_since is null`,
    [tenant_id],
    'begin_past_due'
  )
}

/** The account that was made in this transaction is on trial, where trials have an end. */
export const beginTrial = async (tx: Tx): Promise<void> => {
  await tx.query('select begin_trial()', [], 'begin_trial')
}

/** How far the subscription of the tenant has come; null: it is served. */
export const findStage = async (
  tx: Pick<Tx, 'query'>,
  tenant_id: string
): Promise<LifeStage | null> => {
  const [row] = await tx.query<{ stage: LifeStage | null }>(
    `select stage from subscriptions where tenant_id = $1 and status <> 'canceled'`,
    [tenant_id],
    'find_stage'
  )
  return row?.stage ?? null
}

/** Who is written to about the subscription: the owner who has been in the account longest. */
export const findPayer = async (
  tx: Tx,
  tenant_id: string
): Promise<{ email: string; language: MailLanguage } | null> => {
  const [row] = await tx.query<{ email: string; language: MailLanguage }>(
    `select u.email, coalesce((select coalesce(m.data->>'language', m.language) from mails m
       where m.tenant_id = $1 order by m.id desc limit 1), 'en') as language
     from memberships w join users u on u.id = w.user_id where w.tenant_id = $1 and w.role = 'owner' and u.status = 'active'
     order by w.created_at, w.id limit 1`,
    [tenant_id],
    'find_payer'
  )
  return row ?? null
}

/** Begins to erase an account that nobody has paid for; false: it is that of the last administrator. */
export const eraseUnpaid = async (tx: Tx, id: string, tenant_id: string): Promise<boolean> => {
  const rows = await tx.query(
    "select id from begin_erasure($1, $2, 'subscription', null)",
    [id, tenant_id],
    'erase_unpaid'
  )
  return rows.length > 0
}
