-- compatible with 0461+: it is told as well when sessions, webhooks and API keys are nearly or wholly used up
alter table quota_notices drop constraint quota_notices_metric_check;
alter table quota_notices add constraint quota_notices_metric_check
  check (metric in ('messages', 'media_bytes', 'sessions', 'webhooks', 'api_keys'));
