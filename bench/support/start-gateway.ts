import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '../../server/src/domain/ids.ts'
import { systemClock } from '../../server/src/lib/clock.ts'
import { type Db, openDb } from '../../server/src/lib/db.ts'
import { createKeyRing } from '../../server/src/lib/key-ring.ts'
import { readConfig } from '../../server/src/main/config/config.ts'
import { startEmbeddedPostgres } from '../../server/src/main/embedded/embedded-postgres.ts'
import { startGatewayApi } from '../../server/src/main/gateway-api.ts'
import { migrateDatabase } from '../../server/src/main/migrate-database.ts'
import { signAccessToken } from '../../server/src/usecases/auth/access-token.ts'
import type { Scope } from './scope.ts'

export type Database = { url(role: string): string; owner: Db }

/** A customer with a connected session, and a token that lasts for the measurement. */
export type BenchTenant = { tenant_id: string; session_id: string; token: string }

const jwt_secret = createKeyRing([Buffer.alloc(32, 1)])
const settings = {
  GATEWAY_PORT: '0',
  LOG_LEVEL: 'warn',
  TENANT_REQUESTS_PER_MINUTE: '0',
  ACCESS_TOKEN_MINUTES: '120'
}

/** A database of the bench's own, with the schema; what is written is on disk before it counts, as in production. */
export const startDatabase = async (scope: Scope): Promise<Database> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  scope.after(() => rm(folder, { recursive: true, force: true }))
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
  scope.after(() => postgres.stop())
  await postgres.createDatabase('gateway')
  const url = (role: string): string => postgres.url('gateway', role)
  await migrateDatabase(url('wa_owner'))
  const owner = openDb({ url: url('wa_owner'), connections_max: 2, application_name: 'bench' })
  scope.after(() => owner.close())
  return { url, owner }
}

/** A gateway in this process. Returns its address. */
export const startBenchGateway = async (
  scope: Scope,
  { url }: Database,
  more: Record<string, string> = {}
): Promise<string> => {
  const gateway = await startGatewayApi({
    config: readConfig({ ...settings, ...more }),
    secrets: {
      jwt_secret,
      control_secret: createKeyRing([Buffer.alloc(32, 2)]),
      webhook_key: createKeyRing([Buffer.alloc(32, 3)])
    },
    database_url: url('wa_tenant')
  })
  scope.after(() => gateway.stop())
  return gateway.address
}

/** Customers on a plan without limits. */
export const seedTenants = async (owner: Db, count: number): Promise<BenchTenant[]> => {
  const ids = Array.from({ length: count }, () => ({
    tenant_id: newId('tenant'),
    user_id: newId('user'),
    family_id: newId('token_family'),
    session_id: newId('session'),
    subscription_id: newId('subscription'),
    refresh_id: newId('refresh_token')
  }))
  await owner.query(
    `select auth_register(tenant_id, user_id, subscription_id, user_id || '@example.com', 'A', 'no password', 'unlimited')
     from jsonb_to_recordset($1) as r (tenant_id text, user_id text, subscription_id text)`,
    [JSON.stringify(ids)]
  )
  await owner.query(
    `insert into refresh_tokens (id, tenant_id, user_id, family_id, token_hash, expires_at)
     select refresh_id, tenant_id, user_id, family_id, sha256(refresh_id::bytea), now() + interval '1 day'
     from jsonb_to_recordset($1) as r (refresh_id text, tenant_id text, user_id text, family_id text)`,
    [JSON.stringify(ids)]
  )
  await owner.query(
    `insert into sessions (id, tenant_id, session_name, status, desired, jid, linked_at)
     select session_id, tenant_id, 'bench', 'connected', 'running', '201001234567@s.whatsapp.net', now()
     from jsonb_to_recordset($1) as r (session_id text, tenant_id text)`,
    [JSON.stringify(ids)]
  )
  const deps = { clock: systemClock, config: readConfig(settings), jwt_secret }
  return Promise.all(
    ids.map(async ({ tenant_id, user_id, family_id, session_id }) => {
      const { access_token } = await signAccessToken(deps, { user_id, family_id })
      return { tenant_id, session_id, token: access_token }
    })
  )
}
