-- compatible with 0466+: a mail tells a user of a new passkey; the version before this one leaves it for a process of this one
alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check check (kind in ('verify_email', 'reset_password', 'quota_warning', 'quota_exceeded',
  'export_ready', 'payment_due', 'subscription_limited', 'subscription_suspended', 'export_offered', 'subscription_active',
  'webhook_disabled', 'renewal_due', 'team_invitation', 'passkey_registered'));
