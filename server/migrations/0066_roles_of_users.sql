-- compatible with 0062+: no statement of the role of tenants makes an administrator
-- An administrator sees all tenants, so who is one is decided by the operator and, later, by other administrators, as
-- wa_system. Whoever registers is an owner, and of the row of a user tenants change what users change about themselves.
drop function auth_register(text, text, text, text, text, text, text, text);
create function auth_register(new_tenant text, new_user text, new_subscription text, mail text, full_name text, hash text,
  plan_code text) returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.tenants (id, name) values (new_tenant, full_name);
  insert into public.users (id, tenant_id, email, name, password_hash)
    values (new_user, new_tenant, lower(mail), full_name, hash);
  insert into public.subscriptions (id, tenant_id, plan_id, status, current_period_start, current_period_end)
    select new_subscription, new_tenant, p.id, 'active', now(), now() + interval '1 month'
    from public.subscription_plans p where p.code = plan_code;
  if not found then raise exception 'no plan has the code %', plan_code; end if;
end $$;
revoke all on function auth_register(text, text, text, text, text, text, text) from public;
grant execute on function auth_register(text, text, text, text, text, text, text) to wa_tenant, wa_system;

revoke insert, update on users from wa_tenant;
grant update (email, name, password_hash, email_verified_at, last_login_at) on users to wa_tenant;
