-- compatible with 0027+: how many requests a plan allows in a minute; null is any number
alter table subscription_plans add column requests_per_minute_max integer check (requests_per_minute_max > 0);
update subscription_plans set requests_per_minute_max = case code
  when 'trial' then 12000 when 'starter' then 12000 when 'business' then 60000 end;
