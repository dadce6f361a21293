import type { Db } from '../src/lib/db.ts'

/** Tables without a tenant, and what they hold. Whatever is not here belongs to tenants and says so in `tenant_id`. */
const of_nobody: Record<string, string> = {
  migrations: 'which migrations have run',
  message_stats_state: 'until when messages are counted, in one row',
  installation_settings: 'what administrators have set for all, in one row',
  operation_notes: 'what the deployment kit notes of its machine, in one row',
  registration_invitations: 'who may register, before there is a tenant',
  subscription_plans: 'the plans that everybody may choose',
  default_opt_out_words: 'the words with which people opt out, the same for all',
  plan_prices: 'what those cost everybody',
  invoice_counters: 'the last number of each issuer',
  issued_documents: 'invoices as the law wants them kept, after the account too',
  payment_notices: 'what payment providers have posted, before it is known whose it is',
  service_heartbeats: 'the processes of this installation',
  client_versions: 'versions of WhatsApp Web',
  client_version_looks: 'when those were looked for',
  scale_bounds: 'how many shared workers there are to be',
  scale_decisions: 'why workers were started and ended',
  erasures: 'that accounts were erased, after they were',
  worker_logins: 'logins of workers in the database',
  tenants: 'the tenants themselves, by id',
  webhook_backlog: 'deliveries, each of which names its tenant'
}

type Table = { name: string; has_tenant: boolean; secured: boolean }
type Policy = { table: string; role: string; using: string | null; check: string | null }
type Grant = { table: string; role: string }

const own = /tenant_id\)::text = \( SELECT current_tenant\(\)/
/** The form that no index is chosen for; the session itself is the only table that is looked up by it. */
const leased = /session_id\)::text \|\| ''::text\) = ANY \(\( SELECT worker_sessions\(\)/
const leased_here = /id\)::text \|\| \(tenant_id\)::text\) = ANY \(\( SELECT worker_places\(\)/

/** What is wrong with the protection of each table: nothing, when every row is kept to its tenant and to its worker. */
export const unprotected = async (db: Pick<Db, 'query'>): Promise<string[]> => {
  const tables = await db.query<Table>(
    `select relname as name, relrowsecurity as secured, exists (
       select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     ) as has_tenant
     from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`
  )
  const policies = await db.query<Policy>(
    `select tablename as table, unnest(roles)::text as role, qual as using, with_check as check
     from pg_policies where schemaname = 'public' and permissive = 'PERMISSIVE'`
  )
  const grants = await db.query<Grant>(
    `select relname as table, role from pg_class c, unnest(array['wa_tenant', 'wa_worker']) role
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and (has_any_column_privilege(role, c.oid, 'select, insert, update') or has_table_privilege(role, c.oid, 'delete'))`
  )
  return tables.flatMap((table) =>
    faultsOf(table, policies, grants).map((fault) => `${table.name}: ${fault}`)
  )
}

const faultsOf = (table: Table, policies: Policy[], grants: Grant[]): string[] => {
  if (!table.has_tenant) return table.name in of_nobody ? [] : ['names no tenant']
  const faults = table.secured ? [] : ['has no row level security']
  const mine = policies.filter((policy) => policy.table === table.name)
  for (const { role } of grants.filter((grant) => grant.table === table.name))
    if (!mine.some((policy) => policy.role === role)) faults.push(`has no policy for ${role}`)
  for (const policy of mine) {
    if (policy.role === 'wa_system') continue
    const rule = policy.role === 'wa_worker' ? workerRule(table.name) : { using: own, check: own }
    if (policy.role !== 'wa_worker' && policy.role !== 'wa_tenant')
      faults.push(`has a policy for ${policy.role}`)
    for (const part of ['using', 'check'] as const) {
      const text = policy[part]
      if (text !== null && !rule[part].test(text)) faults.push(`lets ${policy.role} by: ${text}`)
    }
  }
  return faults
}

/** `instances` and `sessions` are what leases are about: they are looked up by their own id. */
const workerRule = (table: string): { using: RegExp; check: RegExp } => {
  if (table === 'instances')
    return { using: /id\)::text = \( SELECT worker_instance\(\)/, check: own }
  if (table === 'sessions')
    return { using: /id\)::text = ANY \(\( SELECT worker_sessions\(\)/, check: leased_here }
  return { using: leased, check: leased_here }
}
