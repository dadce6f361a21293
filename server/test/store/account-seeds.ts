type Seeds = Record<string, (tenant: number, nth: number) => string>

/** Rows of the tables about invitations, mails and how people log in; `id` makes an id of a tenant. */
export const accountSeeds = (
  id: (prefix: string, tenant: number, nth: number) => string
): Seeds => ({
  team_invitations: (t, n) =>
    `insert into team_invitations (id, tenant_id, email, role, invited_by, language, expires_at)
     values ('${id('tin', t, n)}', '${id('ten', t, 1)}', '${t}-${n}@example.org', 'viewer', '${id('usr', t, 1)}', 'en', now())`,
  mail_links: (t, n) =>
    `insert into mail_links (id, tenant_id, user_id, purpose, email, expires_at) values ('${id('mln', t, n)}', '${id('ten', t, 1)}', '${id('usr', t, 1)}', 'verify_email', 'x', now())`,
  mails: (t, n) =>
    `insert into mails (id, tenant_id, kind, language, recipient, expires_at) values ('${id('mai', t, n)}', '${id('ten', t, 1)}', 'quota_warning', 'en', 'x', now())`,
  passkeys: (t, n) =>
    `insert into passkeys (id, tenant_id, user_id, credential_id, public_key, counter, backed_up, name, challenged_at) values ('${id('psk', t, n)}', '${id('ten', t, 1)}', '${id('usr', t, 1)}', '${t}${n}', 'k', 0, false, 'x', now())`,
  user_second_factors: (t, n) =>
    `insert into user_second_factors (user_id, tenant_id, sealed_secret) values ('${id('usr', t, n)}', '${id('ten', t, 1)}', 's')`
})
