-- compatible with 0202+: how a customer's linking page looks, and which sites may embed it
-- The picture is always one that we have drawn anew; the colour is six hex digits, as the page's style sheet takes them.
create table brandings (
  tenant_id id primary key references tenants on delete cascade,
  name text check (char_length(name) between 1 and 60),
  color text not null check (color ~ '^#[0-9a-f]{6}$'),
  logo bytea check (octet_length(logo) <= 262144),
  logo_mime_type text check (logo_mime_type in ('image/png', 'image/jpeg')),
  embed_origins text[] not null default '{}' check (cardinality(embed_origins) <= 20),
  updated_at timestamptz not null default now(),
  check ((logo is null) = (logo_mime_type is null))
);
select protect_table('brandings', tenant => 'select, insert, update');
