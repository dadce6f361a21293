/** Rows of webhooks and of what was sent to them, for the tests of the policies. */
export const webhookSeeds = (
  id: (prefix: string, tenant: number, nth: number) => string
): Record<string, (tenant: number, nth: number) => string> => ({
  webhooks: (t, n) =>
    `insert into webhooks (id, tenant_id, url, event_types, sealed_secret, enabled) values ('${id('whk', t, n)}', '${id('ten', t, 1)}', 'u', '{*}', 's', false)`,
  webhook_deliveries: (t, n) =>
    `insert into webhook_deliveries (id, tenant_id, webhook_id, event_id) values ('${id('dlv', t, n)}', '${id('ten', t, 1)}', '${id('whk', t, 1)}', '${id('evt', t, n)}')`,
  webhook_attempts: (t, n) =>
    `insert into webhook_attempts (id, tenant_id, delivery_id, url, headers, response_ms) values ('${id('att', t, n)}', '${id('ten', t, 1)}', '${id('dlv', t, n)}', 'u', '{}', 1)`,
  webhook_backlog: (t, n) =>
    `insert into webhook_backlog (delivery_id, webhook_id, seq) values ('${id('dlv', t, n)}', '${id('whk', t, 1)}', ${n})`
})
