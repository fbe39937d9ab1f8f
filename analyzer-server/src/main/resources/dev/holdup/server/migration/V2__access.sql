-- For H2 (in its PostgreSQL mode) and PostgreSQL alike. No secret is in any of these tables, only hashes of random ones.

-- Revoked ones stay, so that a server that had tokens never stands open again, and its audit log can be read.
create table access_token (
  id varchar(16) primary key,
  name varchar(100) not null,
  role varchar(20) not null,
  secret_sha256 varchar(64) not null,
  created_at timestamp with time zone not null,
  created_by varchar(200) not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone
);

-- Somebody logged in to the page with a token; ends with it.
create table access_session (
  id varchar(16) primary key,
  token_id varchar(16) not null references access_token on delete cascade,
  secret_sha256 varchar(64) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);
create index access_session_by_token on access_session (token_id, created_at);

-- Names are copies, so that an entry outlives what it speaks of.
create table audit_entry (
  id bigint generated always as identity primary key,
  noted_at timestamp with time zone not null,
  caller_kind varchar(10) not null,
  caller_name varchar(200) not null,
  token_id varchar(16),
  address varchar(64) not null,
  action varchar(200) not null,
  target varchar(200),
  status int not null
);
create index audit_entry_by_time on audit_entry (noted_at);
