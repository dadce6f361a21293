-- compatible with 0411+: every kind of mail there is; two migrations had each added one to the list that was there before
alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check check (kind in ('verify_email', 'reset_password', 'quota_warning', 'quota_exceeded',
  'export_ready', 'payment_due', 'subscription_limited', 'subscription_suspended', 'export_offered', 'subscription_active',
  'webhook_disabled', 'renewal_due'));
