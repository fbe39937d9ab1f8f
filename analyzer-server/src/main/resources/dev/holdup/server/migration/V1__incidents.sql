-- For H2 (in its PostgreSQL mode) and PostgreSQL alike. Names of files and all other texts are labels only.

create table incident (
  id varchar(16) primary key,
  label varchar(100) unique,
  title varchar(200) not null,
  service varchar(100),
  ticket varchar(500),
  occurred_at timestamp with time zone,
  created_at timestamp with time zone not null
);
create index incident_by_time on incident (created_at, id);

create table incident_tag (
  incident_id varchar(16) not null references incident on delete cascade,
  tag varchar(50) not null,
  primary key (incident_id, tag)
);

-- One row a file on disk, however many incidents have it.
create table content (
  sha256 varchar(64) primary key,
  bytes bigint not null
);

create table dump_file (
  id varchar(16) primary key,
  incident_id varchar(16) not null references incident on delete cascade,
  name varchar(255) not null,
  sha256 varchar(64) not null references content,
  added_at timestamp with time zone not null,
  unique (incident_id, name, sha256)
);
create index dump_file_by_content on dump_file (sha256);

-- One that is not resumable ends with its request. sha256 is set once all bytes are there; finished_at once they are a file of the incident.
create table upload (
  id varchar(16) primary key,
  incident_id varchar(16) not null references incident on delete cascade,
  name varchar(255) not null,
  bytes bigint not null,
  resumable boolean not null,
  created_at timestamp with time zone not null,
  active_at timestamp with time zone not null,
  sha256 varchar(64),
  finished_at timestamp with time zone
);
create index upload_by_incident on upload (incident_id);

create table job (
  id bigint generated always as identity primary key,
  incident_id varchar(16) not null references incident on delete cascade,
  state varchar(10) not null,
  ready_at timestamp with time zone not null,
  queued_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  crashes int not null default 0,
  error varchar(2000)
);
create index job_by_incident on job (incident_id);
create index job_by_state on job (state, id);

create table report (
  incident_id varchar(16) primary key references incident on delete cascade,
  folder varchar(60) not null,
  written_at timestamp with time zone not null,
  kind varchar(40) not null,
  category varchar(40) not null,
  cause varchar(40) not null,
  confidence varchar(20) not null,
  subsystem varchar(200) not null,
  blocked_frame varchar(1000),
  headline varchar(4000) not null,
  units int not null,
  retained_bytes bigint
);
create index report_by_signature on report (category, cause, blocked_frame);

create table idempotency (
  idempotency_key varchar(200) primary key,
  request_sha256 varchar(64) not null,
  incident_id varchar(16) not null references incident on delete cascade,
  created_at timestamp with time zone not null
);
