-- What somebody wrote stays as he wrote it.
create trigger issue_note_is_frozen before update or delete on ledger.issue_note
    for each row execute function ledger.refuse_change();
