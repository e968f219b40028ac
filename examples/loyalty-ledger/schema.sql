-- Append only: rows are added, never changed and never deleted.
create table if not exists point_event (
  account_id text not null,
  version integer not null, -- two clients cannot write the same one
  command_key text, -- of the event that a command is; empty for events that only come along with it
  hash text not null,
  event jsonb not null,
  primary key (account_id, version),
  unique (account_id, command_key)
);

-- A cache: it may be dropped at any time.
create table if not exists point_snapshot (
  account_id text primary key,
  snapshot jsonb not null
);
