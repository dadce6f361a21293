-- compatible with 0053+: an instance may listen on any host and port; its driver says where when it has started the worker
alter table instances drop constraint instances_port_check,
  add constraint instances_port_check check (port between 1 and 65535);
