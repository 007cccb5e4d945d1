-- The bytes of files, in chunks, so that neither storing nor reading one ever holds it whole.
create table ledger.file_chunk (
    sha256 varchar(64) not null references ledger.file_content (sha256),
    ordinal integer not null constraint file_chunk_ordinal_from_one check (ordinal >= 1),
    bytes bytea not null constraint file_chunk_not_empty check (octet_length(bytes) > 0),
    primary key (sha256, ordinal)
);
-- Pictures and office files are packed already: PostgreSQL need not try again.
alter table ledger.file_chunk alter column bytes set storage external;

-- A content is there whole: what its row says is what its chunks add up to.
create function ledger.check_file_content() returns trigger language plpgsql as $$
begin
    if (select coalesce(sum(octet_length(bytes)), 0) from ledger.file_chunk where sha256 = new.sha256)
       is distinct from (select size from ledger.file_content where sha256 = new.sha256) then
        raise exception 'file content % is not whole', new.sha256 using errcode = 'check_violation', constraint = 'file_content_whole';
    end if;
    return null;
end $$;
create constraint trigger file_content_whole after insert on ledger.file_content
    deferrable initially deferred for each row execute function ledger.check_file_content();

create trigger file_content_is_frozen before update or delete on ledger.file_content
    for each row execute function ledger.refuse_change();
create trigger file_chunk_is_frozen before update or delete on ledger.file_chunk
    for each row execute function ledger.refuse_change();
create trigger stored_file_is_frozen before update or delete on ledger.stored_file
    for each row execute function ledger.refuse_change();
