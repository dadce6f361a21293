-- compatible with 0140+: the trace that a caller's message is part of
alter table messages
  -- As the caller has sent it (W3C Trace Context). Null: none was sent, and the trace follows from the id.
  add column traceparent text;
