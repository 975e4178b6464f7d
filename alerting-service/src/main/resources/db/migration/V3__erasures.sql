-- Accounts that were erased, by hash: should one come back, its numbers go on.
create table erasure_salt (
    only_one boolean primary key default true check (only_one),
    salt     bytea   not null
);
insert into erasure_salt (salt)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
create table account_erased (
    hash               bytea  primary key,   -- sha256 of salt and id
    erasure_id         uuid   not null,
    erased_at          timestamptz not null,
    read_sequence      bigint not null,
    published_sequence bigint not null
);
