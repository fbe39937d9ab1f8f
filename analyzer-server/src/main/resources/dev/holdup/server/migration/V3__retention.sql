-- For H2 and PostgreSQL alike.

-- One row: what the files and the bucket are marked with, so that nobody sweeps another database's.
create table installation (
  id varchar(16) primary key
);

alter table incident add column pinned boolean default false not null;

-- Set once the file is deleted while its incident stays. A content is gone once no file has it that is not.
alter table dump_file add column gone_at timestamp with time zone;
alter table content add column gone_at timestamp with time zone;
