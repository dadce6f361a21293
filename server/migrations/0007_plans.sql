-- compatible with 0006+: the plans a new installation starts with
insert into subscription_plans
  (id, code, name, description, price_cents, sessions_max, messages_per_month_max, webhooks_max, api_keys_max, instance_mode, cpu_millis, memory_mb)
values
  (new_id('pln'), 'trial', 'Trial', 'What a new customer starts with, to try everything out.', 0, 100, 100000, 100, 100, 'shared', 1000, 512),
  (new_id('pln'), 'starter', 'Starter', 'Five numbers and 20,000 messages a month.', 1900, 5, 20000, 10, 10, 'shared', 500, 256),
  (new_id('pln'), 'business', 'Business', 'Fifty numbers, 500,000 messages a month, workers of your own.', 9900, 50, 500000, 50, 50, 'tenant', 1000, 512),
  (new_id('pln'), 'unlimited', 'Unlimited', 'No limits; every number has a worker of its own.', 49900, null, null, null, null, 'dedicated', 1000, 512);
