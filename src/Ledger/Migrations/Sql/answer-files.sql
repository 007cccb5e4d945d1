-- What came with an answer stays with it.
create trigger issue_note_file_is_frozen before update or delete on ledger.issue_note_file
    for each row execute function ledger.refuse_change();
