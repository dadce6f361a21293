import type { Tx } from '../../lib/db.ts'

/** What a tenant may have, as its subscription says; null means unlimited. */
export type PlanLimits = {
  plan_code: string
  sessions_max: number | null
  webhooks_max: number | null
  api_keys_max: number | null
  members_max: number | null
}

/**
 * The limits of the tenant's subscription, whose row stays locked until the transaction ends: what is counted after this
 * cannot grow behind the caller's back. Null without a subscription.
 */
export const lockPlanLimits = async (tx: Tx, tenant_id: string): Promise<PlanLimits | null> => {
  const [row] = await tx.query<PlanLimits>(
    `select p.code as plan_code, s.sessions_max, s.webhooks_max, s.api_keys_max, s.members_max
     from subscriptions s join subscription_plans p on p.id = s.plan_id
     where s.tenant_id = $1 and s.status <> 'canceled' for no key update of s`,
    [tenant_id],
    'lock_plan_limits'
  )
  return row ?? null
}

/** A counter of one tenant in one period, spread over `usage_shards` rows. `limit` null counts without a bound. */
export type QuotaUse = {
  tenant_id: string
  metric: string
  period_start: string
  limit: number | null
}

export const usage_shards = 8

const values = (usage: QuotaUse): unknown[] => [
  usage.tenant_id,
  usage.metric,
  usage.period_start,
  usage.limit
]

/** Makes the rows of a period that has none yet. */
export const insertShards = async (tx: Tx, usage: QuotaUse): Promise<void> => {
  await tx.query(
    `insert into usage_stats (tenant_id, metric, period_start, shard)
     select $1, $2, $3::date, shard from generate_series(0, ${usage_shards - 1}) shard
     on conflict do nothing`,
    [usage.tenant_id, usage.metric, usage.period_start],
    'insert_shards'
  )
}

/**
 * Takes `count` from one shard that nobody is using. False when none is free with so much room: the shards share the
 * limit, each may go up to an eighth of it, and the first few take what is left over.
 */
export const takeManyFromFreeShard = async (
  tx: Tx,
  usage: QuotaUse,
  count: number
): Promise<boolean> => {
  const rows = await tx.query(
    `update usage_stats set used = used + $5
     where tenant_id = $1 and metric = $2 and period_start = $3::date and shard = (
       select shard from usage_stats
       where tenant_id = $1 and metric = $2 and period_start = $3::date
         and ($4::int is null or used + $5 <= $4 / ${usage_shards} + (shard < $4 % ${usage_shards})::int)
       order by random() limit 1 for no key update skip locked
     ) returning shard`,
    [...values(usage), count],
    'take_many_from_free_shard'
  )
  return rows.length === 1
}

/** The room of each shard, all of them locked until the transaction ends; null is without a bound. */
export const lockShards = (tx: Tx, usage: QuotaUse) =>
  tx.query<{ shard: number; room: number | null }>(
    // greatest() passes over null: without a bound it would give 0.
    `select shard, case when $4::int is not null
       then greatest(0, $4::int / ${usage_shards} + (shard < $4 % ${usage_shards})::int - used) end as room
     from usage_stats where tenant_id = $1 and metric = $2 and period_start = $3::date
     order by shard for no key update`,
    values(usage),
    'lock_shards'
  )

/** Adds to each shard what was taken from it. */
export const addToShards = async (
  tx: Tx,
  usage: QuotaUse,
  taken: { shard: number; count: number }[]
): Promise<void> => {
  await tx.query(
    `update usage_stats u set used = used + w.count
     from unnest($4::int[], $5::int[]) as w (shard, count)
     where u.tenant_id = $1 and u.metric = $2 and u.period_start = $3::date and u.shard = w.shard`,
    [
      usage.tenant_id,
      usage.metric,
      usage.period_start,
      taken.map((one) => one.shard),
      taken.map((one) => one.count)
    ],
    'add_to_shards'
  )
}

/** Gives so many back, to the shards that have most first. They are locked in the order in which everybody locks them. */
export const giveBackToShards = async (
  tx: Tx,
  usage: Omit<QuotaUse, 'limit'>,
  count: number
): Promise<void> => {
  await tx.query(
    `with held as materialized (
       select shard, used from usage_stats where tenant_id = $1 and metric = $2 and period_start = $3::date
       order by shard for no key update
     ), given as (
       select shard, least(used, greatest(0, $4 - coalesce(sum(used) over (
         order by used desc, shard rows between unbounded preceding and 1 preceding), 0))) as count from held
     )
     update usage_stats u set used = u.used - g.count from given g
     where u.tenant_id = $1 and u.metric = $2 and u.period_start = $3::date and u.shard = g.shard and g.count > 0`,
    [usage.tenant_id, usage.metric, usage.period_start, count],
    'give_back_to_shards'
  )
}
