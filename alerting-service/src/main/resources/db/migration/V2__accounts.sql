-- Who an account is comes from two topics now: what is newer is known by the number of the last
-- health change that a profile includes.
alter table account_standing add column told_sequence bigint not null default 0;

update account_standing standing
   set told_sequence = ledger.read_sequence
  from account_ledger ledger
 where ledger.account_id = standing.account_id;
