import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import { runner } from 'node-pg-migrate'
import { type Db, openDb } from '../lib/db.ts'
import { giveToOwner, owner_role, transferRoles } from './embedded/postgres-owner.ts'

const folder = fileURLToPath(new URL('../../migrations', import.meta.url))

export type Migration = { applied: string[] }

/**
 * Brings the schema to this version: the job queue's tables, ours, and the rights of the roles. Several processes may
 * call it at once, one does the work. With `passwords` the roles get them (for servers that ask for one).
 */
export const migrateDatabase = async (
  url: string,
  passwords: Record<string, string> = {}
): Promise<Migration> => {
  const db = openDb({ url, connections_max: 2, application_name: 'migrate' })
  try {
    // The fan-out of events is written against the tables of the job queue, so these come first.
    await runMigrations({ connectionString: url })
    const applied = await runner({
      databaseUrl: url,
      dir: folder,
      direction: 'up',
      migrationsTable: 'migrations',
      singleTransaction: true,
      log: () => undefined,
      verbose: false
    })
    await grantJobQueue(db)
    await protectDatabase(db)
    for (const [role, password] of Object.entries(passwords)) {
      await db.query(`alter role ${role} password '${password.replaceAll("'", "''")}'`)
    }
    return { applied: applied.map((migration) => migration.name) }
  } finally {
    await db.close()
  }
}

/**
 * What a database allows to everybody, and whose it is. Neither comes along with a copy or a restored dump, so it is made
 * good at each start. A superuser that migrates gives what it has made to a role that is none: functions run with the
 * rights of their owner.
 */
export const protectDatabase = async (db: Db): Promise<void> => {
  await db.query(`do $$ begin
    execute format('revoke temporary, create on database %I from public', current_database());
    revoke all on table migrations from wa_system, wa_tenant, wa_worker;
    revoke all on sequence migrations_id_seq from wa_system, wa_tenant, wa_worker;
  end $$`)
  const [me] = await db.query<{ name: string }>(
    'select rolname as name from pg_roles where rolname = current_user and rolsuper'
  )
  if (!me) return
  await db.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${owner_role}') then create role ${owner_role} createrole; end if;
  exception when duplicate_object or unique_violation then null; -- another database of the cluster was faster
  end $$`)
  await transferRoles(db)
  await db.query(`do $$ begin
    execute format('grant connect, create on database %I to ${owner_role}', current_database());
    grant all on schema public to ${owner_role};
  end $$`)
  await giveToOwner(db, me.name)
}

/** graphile-worker's tables have row level security and no policy: the delivery role gets one. */
const grantJobQueue = async (db: Db): Promise<void> => {
  await db.query(`do $$
    declare name text;
    begin
      grant usage on schema graphile_worker to wa_system;
      grant select, insert, update, delete on all tables in schema graphile_worker to wa_system;
      grant usage on all sequences in schema graphile_worker to wa_system;
      grant execute on all functions in schema graphile_worker to wa_system;
      for name in select tablename from pg_tables where schemaname = 'graphile_worker' and tablename like '\\_private%' loop
        if not exists (select from pg_policies where schemaname = 'graphile_worker' and tablename = name and policyname = 'delivery') then
          execute format('create policy delivery on graphile_worker.%I to wa_system using (true) with check (true)', name);
        end if;
      end loop;
    end $$`)
}
