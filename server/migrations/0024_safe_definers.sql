-- compatible with 0015+: functions that run as the owner look nowhere for a name where others can put one
-- Every role may make temporary tables, and a temporary table is found before any other of its name unless pg_temp stands last
-- in the search path. Whoever made one called "users" decided what a function with the owner's rights reads and writes.
do $$
declare
  command text;
begin
  for command in
    select format('alter function %s set search_path = pg_catalog, public, pg_temp', p.oid::regprocedure)
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace and (p.prosecdef or p.proname = 'assume_messages')
  loop
    execute command;
  end loop;
end $$;

-- What comes later is for those to whom it is given.
alter default privileges revoke execute on functions from public;
revoke create on schema public from public;
