-- compatible with 0230+: an index for the history of a subscription, which stands in the audit log
create index audit_log_subscriptions on audit_log (tenant_id, id desc) where action = 'subscription.changed';
