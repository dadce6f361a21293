-- compatible with 0202+: what the deployment kit notes of its machine
-- Backups and the recovery kit are made beside the product, which shows administrators how they stand. One row; `noted_at` is null
-- where no deployment kit is at work.
create table operation_notes (
  only_row boolean primary key default true check (only_row),
  recovery_kit text check (recovery_kit in ('missing', 'confirmed')),
  backup_at timestamptz,
  backup_failed_at timestamptz,
  backup_copied_at timestamptz,
  noted_at timestamptz
);
insert into operation_notes default values;
grant select on operation_notes to wa_system;
