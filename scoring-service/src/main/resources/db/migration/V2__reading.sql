-- What readers look for beside what the fold does.

-- The list of accounts, the largest first.
CREATE INDEX account_arr ON account (arr DESC NULLS LAST, account_id);

-- What of an account could not be folded.
CREATE INDEX quarantine_account ON quarantine (account_id, quarantined_at DESC, id)
    WHERE account_id IS NOT NULL;
