-- What somebody closes a play with, and what tasks wait for (requirements A12, A14, L4).
alter table play
    add column risk_level text,
    add column criteria   text,   -- as the contract writes them; null in runs that began before this
    add column outcome    text,
    add column closed_by  text,
    drop constraint play_state,
    add constraint play_state
        check (state in ('RUNNING', 'COMPLETED', 'EXITED', 'CLOSED', 'SKIPPED')),
    add constraint play_close_says_what check ((state = 'CLOSED') = (outcome is not null));

alter table task
    add column opens_on            date,
    add column approval_role       text,
    add column approver            text,
    add column approval_decision   text,
    add column approval_decided_at timestamptz,
    add column approval_decided_by text,
    add column approval_note       text,
    drop constraint task_state,
    add constraint task_state check (state in ('WAITING', 'OPEN', 'COMPLETED', 'CANCELLED')),
    add constraint task_approval_decision check (approval_decision in ('APPROVED', 'REFUSED'));

create index task_waiting_for_its_day on task (opens_on) where state = 'WAITING';
