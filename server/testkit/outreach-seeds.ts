type Id = (prefix: string, tenant: number, nth: number) => string

/** A row of each table of templates, opt-outs and incoming webhooks: the nth of this tenant. */
export const outreachSeeds = (id: Id): Record<string, (tenant: number, nth: number) => string> => ({
  templates: (t, n) =>
    `insert into templates (id, tenant_id, name, version) values ('${id('tpl', t, n)}', '${id('ten', t, 1)}', '${n}', 1)`,
  template_versions: (t, n) =>
    `insert into template_versions (template_id, tenant_id, version, default_language, texts, variables) values ('${id('tpl', t, 1)}', '${id('ten', t, 1)}', ${n}, 'en', '{}', '{}')`,
  opt_outs: (t, n) =>
    `insert into opt_outs (id, tenant_id, address, source) values ('${id('opt', t, n)}', '${id('ten', t, 1)}', '${n}@lid', 'api')`,
  opt_out_settings: (t) =>
    `insert into opt_out_settings (tenant_id, stop_words, start_words, stop_folded, start_folded) values ('${id('ten', t, 1)}', '{}', '{}', '{}', '{}')`,
  incoming_webhooks: (t, n) =>
    `insert into incoming_webhooks (id, tenant_id, session_id, name, recipient, per_minute, secret_hash) values ('${id('inc', t, n)}', '${id('ten', t, 1)}', '${id('ses', t, 1)}', 'n', 'r', 1, '${t}-${n}')`
})
