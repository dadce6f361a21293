import { type Db, openDb } from '../../lib/db.ts'
import { pause } from '../../lib/retry.ts'

/** The superuser of the embedded server. It makes roles and databases at the start and is used for nothing else. */
export const admin_role = 'wa_admin'

/** The owner of the schema and of every function that runs with its rights: no superuser. */
export const owner_role = 'wa_owner'

const service_roles = ['wa_tenant', 'wa_worker', 'wa_system']

type Url = (database: string, role: string) => string

/**
 * Makes sure that the owner role is there and no superuser. In a cluster of a version before it was the superuser itself:
 * then that one is renamed, and everything it owned is given to a new role of the old name. Each step looks at what is
 * there, so that one that was killed in the middle is finished by the next.
 */
export const prepareOwner = async (url: Url): Promise<void> => {
  const open = (database: string, role: string): Db =>
    openDb({ url: url(database, role), connections_max: 1, application_name: 'start' })
  await renameSuperuser(open)
  const admin = open('postgres', admin_role)
  try {
    await admin.query('drop role if exists wa_mender')
    const [owner] = await admin.query('select from pg_roles where rolname = $1', [owner_role])
    if (!owner) await admin.query(`create role ${owner_role} login createrole`)
    await transferRoles(admin)
    const databases = await admin.query<{ datname: string }>(
      `select datname from pg_database
       where datname not in ('postgres', 'template0', 'template1') and datallowconn and datdba = $1::regrole`,
      [admin_role]
    )
    for (const { datname } of databases) {
      const db = open(datname, admin_role)
      try {
        await giveToOwner(db, admin_role)
        // Last of all: it says that the rest is done.
        await db.query(`alter database "${datname}" owner to ${owner_role}`)
      } finally {
        await db.close()
      }
    }
  } finally {
    await admin.close()
  }
}

// A server that was taken over may still be reading who may be whom.
const retry = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      if (tries === 50 || code !== '28000' || !/authentication failed|no entry/.test(message))
        throw error
      await pause(100)
    }
  }
}

// Nobody can rename itself, and the superuser that made the cluster can neither be dropped nor become less.
const renameSuperuser = async (open: (database: string, role: string) => Db): Promise<void> => {
  const attempt = open('postgres', admin_role)
  const there = await retry(() => attempt.query('select 1'))
    .then(
      () => true,
      (error: Error) => {
        if (/role "\w+" does not exist/.test(error.message)) return false
        throw error
      }
    )
    .finally(() => attempt.close())
  if (there) return
  const former = open('postgres', owner_role)
  await former
    .query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'wa_mender') then create role wa_mender superuser; end if;
    end $$`)
    .then(() =>
      former.transaction(async (tx) => {
        await tx.query('set local session authorization wa_mender')
        await tx.query(`alter role ${owner_role} rename to ${admin_role}`)
      })
    )
    .finally(() => former.close())
}

/** Who makes a role may give it to others; those that a superuser has made are handed over to the owner role. */
export const transferRoles = (db: Pick<Db, 'query'>): Promise<unknown[]> =>
  db.query(`do $$
  declare name text;
  begin
    for name in select rolname from pg_roles r where rolname in (${service_roles.map((role) => `'${role}'`).join(', ')})
      and not exists (
        select from pg_auth_members m where m.roleid = r.oid and m.member = '${owner_role}'::regrole and m.admin_option
      )
    loop
      if current_setting('server_version_num')::int >= 160000 then
        execute format('grant %I to ${owner_role} with admin true, inherit false, set false', name);
      end if;
    end loop;
  end $$`)

/** Gives what a superuser owns in our schemas to the owner role, so that functions with the owner's rights have no more than those. */
export const giveToOwner = (db: Pick<Db, 'query'>, from: string): Promise<unknown[]> =>
  db.query(`do $$
    declare
      command text;
    begin
      for command in
        select format('alter schema %I owner to ${owner_role}', nspname) from pg_namespace
          where nspname in ('graphile_worker') and nspowner = '${from}'::regrole
        union all
        select format('alter %s %s owner to ${owner_role}',
            case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end, c.oid::regclass)
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('public', 'graphile_worker') and c.relowner = '${from}'::regrole and c.relkind in ('r', 'p', 'v', 'm', 'S')
            -- a sequence of a column goes with its table
            and not exists (select from pg_depend d where d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i'))
        union all
        select format('alter %s %s owner to ${owner_role}', case p.prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure)
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where n.nspname in ('public', 'graphile_worker') and p.proowner = '${from}'::regrole
            and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
        union all
        select format('alter type %s owner to ${owner_role}', t.oid::regtype)
          from pg_type t join pg_namespace n on n.oid = t.typnamespace
          where n.nspname in ('public', 'graphile_worker') and t.typowner = '${from}'::regrole
            and (t.typtype in ('d', 'e') or t.typtype = 'c' and exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
      loop
        execute command;
      end loop;
    end $$`)
