/**
 * Settings of connections whose statements look up few rows by index. The queue is empty whenever its statistics are taken;
 * by these the planner would rather read all of it.
 */
export const lookups_only = { enable_seqscan: 'off' }
