import type { Db } from '../src/lib/db.ts'

/** Everybody who may connect, and whoever else there is. */
const roles = ['public', 'wa_tenant', 'wa_worker', 'wa_system']

/** What a role may do with whole tables, with single columns of them, with sequences and with functions, in words. */
export const rightsOf = async (db: Pick<Db, 'query'>): Promise<string> => {
  const rows = await db.query<{ line: string }>(
    `with role as (select * from unnest($1::text[]) with ordinality as r (role, place)),
     tables as (
       select c.oid, c.relname, array(
         select v from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) with ordinality as w (v, n)
         where has_table_privilege(role.role, c.oid, v) order by n
       ) as whole, array(
         select v || ' (' || string_agg(a.attname, ', ' order by a.attname) || ')'
         from unnest(array['select', 'insert', 'update', 'references']) with ordinality as w (v, n), pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           and not has_table_privilege(role.role, c.oid, v) and has_column_privilege(role.role, c.oid, a.attnum, v)
         group by v, n order by n
       ) as columns, role.role, role.place
       from pg_class c, role where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
     ), lines as (
       select place, 1 as kind, relname as name, format('%s: table %s: %s', role, relname, array_to_string(whole || columns, ', ')) as line
       from tables where cardinality(whole || columns) > 0
       union all
       select place, 2, c.relname, format('%s: sequence %s: %s', role, c.relname, array_to_string(array(
         select v from unnest(array['usage', 'select', 'update']) v where has_sequence_privilege(role.role, c.oid, v)), ', '))
       from pg_class c, role where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
         and has_sequence_privilege(role.role, c.oid, 'usage, select, update')
       union all
       select place, 3, p.oid::regprocedure::text, format('%s: function %s: execute%s', role, p.oid::regprocedure, case when p.prosecdef then ' as owner' else '' end)
       from pg_proc p, role where p.pronamespace = 'public'::regnamespace and has_function_privilege(role.role, p.oid, 'execute')
       union all
       select place, 0, n.nspname, format('%s: schema %s: %s', role, n.nspname, array_to_string(array(
         select v from unnest(array['usage', 'create']) v where has_schema_privilege(role.role, n.oid, v)), ', '))
       from pg_namespace n, role where n.nspname in ('public', 'graphile_worker') and has_schema_privilege(role.role, n.oid, 'usage, create')
       union all
       select 99, 4, c.relname, format('no row level security: table %s', c.relname)
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity
     )
     select line from lines order by place, kind, name collate "C"`,
    [roles]
  )
  return rows
    .map((row) => row.line)
    .join('\n')
    .concat('\n')
}
