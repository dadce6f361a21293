/**
 * Settings of connections whose statements look up few rows by index. The queue is empty whenever its statistics are taken;
 * by these the planner would rather read all of it.
 */
export const index_scans_only = { enable_seqscan: 'off', enable_bitmapscan: 'off' }

/**
 * The same for workers, whose few statements come again and again: each is planned once. A plan made for an empty queue has
 * to do for one of a hundred thousand, so what it could read from end to end, a join of sorted or hashed rows, is ruled out.
 */
export const generic_plans = {
  ...index_scans_only,
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  plan_cache_mode: 'force_generic_plan'
}
