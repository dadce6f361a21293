-- compatible with 0464+: whether administrators need a second factor for what they alone may do
alter table installation_settings add column admin_second_factor text not null default 'optional'
  check (admin_second_factor in ('optional', 'required'));
