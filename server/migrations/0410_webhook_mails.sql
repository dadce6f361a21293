-- compatible with 0371+: a mail tells that a webhook was switched off
alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check check (kind in ('verify_email', 'reset_password', 'quota_warning', 'quota_exceeded',
  'export_ready', 'payment_due', 'subscription_limited', 'subscription_suspended', 'export_offered', 'subscription_active',
  'webhook_disabled'));
