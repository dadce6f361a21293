-- compatible with 0120+: when the timer of a chat was set, so that the setting made last counts whatever comes first
alter table chat_settings add column disappearing_set_at timestamptz;
grant update (disappearing_set_at) on chat_settings to wa_worker;
