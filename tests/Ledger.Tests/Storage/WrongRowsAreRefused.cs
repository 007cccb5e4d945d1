using Npgsql;
using Testing;

namespace Ledger.Tests.Storage;

/// <summary>Rows written by hand, past every rule in the code: the database itself must refuse them.</summary>
public sealed class WrongRowsAreRefused
{
    private const string Meeting = "insert into ledger.scheduling_meeting (id, round_id, opened_at, meets_at, changes, closed_by_name, half_month_from, place, attendees, minutes, closed_at) values (gen_random_uuid(), (select id from ledger.inspection_round), now(), now(), 0, 'A', ";

    private const string Letter = "insert into ledger.letter (id, round_id, issue_id, unit_id, kind, addressee, copied_to, signature, title, body, reply_by, written_by, written_by_name, written_at, state, approved_by, series, year, number, sent_at, void_reason) values (gen_random_uuid(), (select round_id from ledger.issue), (select id from ledger.issue), (select lead_unit_id from ledger.issue), 'Reminder', 'u', '', 'o', 't', 'b', '2026-03-09', 'a', 'A', now(), ";

    /// <summary>A week with its duty, and the beginning of a report on it.</summary>
    private const string Report = "with week as (insert into ledger.weekly_supervision (id, round_id, week_of, opened_at, cut_off_at) select gen_random_uuid(), round_id, '2026-03-02', now(), now() from ledger.issue returning id), duty as (insert into ledger.weekly_duty (supervision_id, issue_id, unit_id, misses) select week.id, issue.id, lead_unit_id, 0 from week, ledger.issue returning supervision_id, issue_id) insert into ledger.weekly_report (supervision_id, issue_id, progress, difficulties, next_week, written_by, written_by_name, written_at, ";

    [Theory]
    [InlineData("update ledger.issue set status = 'Finished'", "issue_status_known")]
    [InlineData("update ledger.issue set lead_unit_id = null", "issue_exactly_one_lead_unit_once_assigned")]
    [InlineData("update ledger.issue set number = 0", "issue_number_from_one")]
    [InlineData("update ledger.issue set signed_off_at = now()", "issue_signed_off_at_when_signed_off")]
    [InlineData("update ledger.issue set status = 'Verifying'", "verifying_means_pending")]
    [InlineData("delete from ledger.issue_lead_leader", "issue_has_lead_leaders")]
    [InlineData("delete from ledger.measure", "issue_has_measures")]
    [InlineData("update ledger.measure set deadline = null", "measure_deadline_by_kind")]
    [InlineData("update ledger.measure set deadline = null, deadline_kind = null", "assigned_measure_has_deadline")]
    [InlineData("insert into ledger.calendar_day (day, year, name, is_off) values ('2026-01-05', 2026, 'x', false)", "calendar_day_make_up_on_a_weekend")]
    [InlineData("insert into ledger.calendar_day (day, year, name, is_off) values ('2024-01-05', 2026, 'x', true)", "calendar_day_day_near_its_year")]
    [InlineData("insert into ledger.calendar_day (day, year, name, is_off) values ('2026-01-05', 2026, 'x', true)", "fk_calendar_day_calendar_year_year")]
    [InlineData("insert into ledger.ladder (id, name, steps, changed_at, changed_by_name) values (gen_random_uuid(), 'x', '[]', now(), 'x')", "ladder_steps_are_there")]
    [InlineData("insert into ledger.ladder_exception (issue_id, reason, set_at, set_by_name) select id, ' ', now(), 'x' from ledger.issue", "ladder_exception_reason_not_blank")]
    [InlineData("insert into ledger.ladder_climb (issue_id, due_on, ladder_id, step, occurrence, paper, is_overdue, light, rung_day, climbed_on) select id, '2026-03-02', gen_random_uuid(), 's', 0, 'Mail', false, 'Red', '2026-03-02', '2026-03-02' from ledger.issue", "ladder_climb_mail_to_a_person_letter_to_a_unit")]
    [InlineData("insert into ledger.ladder_climb (issue_id, unit_id, due_on, ladder_id, step, occurrence, paper, is_overdue, light, rung_day, climbed_on) select id, lead_unit_id, '2026-03-02', gen_random_uuid(), 's', 0, 'ReminderLetter', false, 'Red', '2026-03-03', '2026-03-02' from ledger.issue", "ladder_climb_goes_out_on_its_day_or_later")]
    [InlineData("insert into ledger.ladder_climb (issue_id, unit_id, due_on, ladder_id, step, occurrence, paper, is_overdue, light, rung_day, climbed_on) select id, lead_unit_id, '2026-03-02', '1add0000-0000-4000-8000-000000000001', 's', 0, 'ReminderLetter', false, 'Red', '2026-03-02', '2026-03-02' from ledger.issue, generate_series(1, 2)", "ix_ladder_climb_letter_once")]
    [InlineData("insert into ledger.calendar_override values ('2026-01-05', ' ', true, now(), 'x')", "calendar_override_name_not_blank")]
    [InlineData("update ledger.measure set deadline_kind = 'Someday'", "measure_deadline_kind_known")]
    [InlineData("update ledger.measure set status = 'Done'", "measure_completed_on_when_done")]
    [InlineData("update ledger.measure set ordinal = 1", "ix_measure_issue_id_ordinal")]
    [InlineData("update ledger.issue_responsible_unit set unit_id = (select lead_unit_id from ledger.issue)", "lead_unit_not_also_responsible")]
    [InlineData("update ledger.person set email = 'nobody'", "person_email_plain")]
    [InlineData("update ledger.person set email = 'Same@city.example'", "ix_person_email_any_case")]
    [InlineData("insert into ledger.issue_note (id, issue_id, key, person_id, person_name, written_at, text) select gen_random_uuid(), i.id, 'k', p.id, 'n', now(), ' ' from ledger.issue i, (select id from ledger.person limit 1) p", "issue_note_text_not_blank")]
    [InlineData("insert into ledger.issue_note (id, issue_id, key, person_id, person_name, written_at, text, left_out) select gen_random_uuid(), i.id, 'k', p.id, 'n', now(), 't', '{}' from ledger.issue i, (select id from ledger.person limit 1) p", "issue_note_left_out_is_a_list")]
    [InlineData("delete from ledger.person", null)]
    [InlineData("insert into ledger.unit (id, name, is_office) select gen_random_uuid(), name, false from ledger.unit limit 1", "ix_unit_name")]
    [InlineData("update ledger.unit set head_id = (select id from ledger.person where title = '副市长')", "head_belongs_to_his_unit")]
    [InlineData("insert into ledger.unit_liaison (unit_id, person_id) select u.id, p.id from ledger.unit u, ledger.person p where p.title = '副市长' limit 1", "liaison_belongs_to_his_unit")]
    [InlineData("update ledger.person set unit_id = null", "liaison_belongs_to_his_unit")]
    [InlineData("update ledger.person set left_on = '2026-03-02'", "who_left_holds_nothing")]
    [InlineData("update ledger.person set left_on = '2026-03-02' where title = '副市长'", "who_left_holds_nothing")]
    [InlineData("update ledger.unit set removed_on = '2026-03-02' where name = '市水利和湖泊局'", "removed_unit_is_empty")]
    [InlineData("update ledger.unit set removed_on = '2026-03-02' where name = '市财政局'", "removed_unit_has_no_open_issue")]
    [InlineData("insert into ledger.roster_entry (at, actor_id, actor_name, what) values (now(), 'a', 'A', '{}')", "roster_entry_what_has_a_kind")]
    [InlineData("insert into ledger.weekly_supervision (id, round_id, week_of, opened_at, cut_off_at) values (gen_random_uuid(), (select id from ledger.inspection_round), '2026-03-03', now(), now())", "weekly_supervision_week_of_is_a_monday")]
    [InlineData("insert into ledger.weekly_supervision (id, round_id, week_of, opened_at, cut_off_at, closed_at) values (gen_random_uuid(), (select id from ledger.inspection_round), '2026-03-02', now(), now(), now() - interval '1 day')", "weekly_supervision_closed_after_the_cut_off")]
    [InlineData("update ledger.measure set progress = 101", "measure_progress_in_percent")]
    [InlineData(Report + "state, in_time, returns, submitted_at) select *, 'p', '', 'n', 'a', 'A', now(), 'Finished', false, 0, now() from duty", "weekly_report_state_known")]
    [InlineData(Report + "state, in_time, returns, submitted_at) select *, ' ', '', 'n', 'a', 'A', now(), 'Submitted', true, 0, now() from duty", "weekly_report_submitted_says_something")]
    [InlineData(Report + "state, in_time, returns, submitted_at) select *, 'p', '', 'n', 'a', 'A', now(), 'Submitted', false, 0, null from duty", "weekly_report_submitted_at_once_submitted")]
    [InlineData(Report + "state, in_time, returns, submitted_at) select *, 'p', '', 'n', 'a', 'A', now(), 'Draft', true, 0, null from duty", "weekly_report_in_time_means_submitted")]
    [InlineData(Report + "state, in_time, returns, submitted_at) select *, 'p', '', 'n', 'a', 'A', now(), 'Submitted', true, 1, now() from duty", "weekly_report_return_needs_a_reason")]
    [InlineData(Report + "state, in_time, returns, submitted_at) select *, 'p', '', 'n', 'a', 'A', now(), 'Returned', true, 0, now() from duty", "weekly_report_returned_at_least_once")]
    [InlineData(Meeting + "'2026-03-02', 'p', '', '', null)", "scheduling_meeting_half_month_starts_on_1st_or_16th")]
    [InlineData(Meeting + "'2026-03-01', ' ', '', '', null)", "scheduling_meeting_place_not_blank")]
    [InlineData(Meeting + "'2026-03-01', 'p', 'a', '', now())", "scheduling_meeting_closed_with_a_record")]
    [InlineData(Letter + "'Approved', 'a', null, null, null, null, null)", "letter_nobody_approves_his_own")]
    [InlineData(Letter + "'Sent', 'b', null, null, null, null, null)", "letter_numbered_once_sent")]
    [InlineData(Letter + "'Sent', 'b', '整改办函', 2026, 2, now(), null)", "letter_number_without_gap")]
    [InlineData(Letter + "'Sent', 'b', '整改办函', 2026, 1, now(), null)", "letter_number_was_drawn")]
    [InlineData(Letter + "'Sent', 'b', '整改办函', 2026, null, now(), null)", "letter_number_whole")]
    [InlineData(Letter + "'Sent', null, '整改办函', 2026, 1, now(), null)", "letter_approved_before_sent")]
    [InlineData(Letter + "'Signed', 'b', '整改办函', 2026, 1, now(), null)", "letter_signed_once_signed")]
    [InlineData(Letter + "'Answered', 'b', '整改办函', 2026, 1, now(), null)", "letter_answered_with_words")]
    [InlineData(Letter + "'Void', 'b', null, null, null, null, ' ')", "letter_void_needs_a_reason")]
    [InlineData("insert into ledger.letter_counter values ('整改办函', 2026, 1)", "letter_number_is_used")]
    [InlineData("insert into ledger.sign_off_round (id, issue_id, number, statement, applied_by, applied_by_name, applied_at, outcome, decided_by, decided_by_name, decided_at) select gen_random_uuid(), id, 1, 's', 'a', 'A', now(), 'Approved', 'a', 'A', now() from ledger.issue", "sign_off_round_nobody_decides_on_his_own_request")]
    [InlineData("insert into ledger.sign_off_round (id, issue_id, number, statement, applied_by, applied_by_name, applied_at, outcome, decided_by, decided_by_name, decided_at, reason) select gen_random_uuid(), id, 1, 's', 'a', 'A', now(), 'Withdrawn', 'a', 'A', now(), ' ' from ledger.issue", "sign_off_round_return_needs_a_reason")]
    [InlineData("insert into ledger.sign_off_round (id, issue_id, number, statement, applied_by, applied_by_name, applied_at, outcome, decided_by, decided_by_name, decided_at, reason) select gen_random_uuid(), id, 1, 's', 'a', 'A', now(), 'Returned', 'b', 'B', now(), ' ' from ledger.issue", "sign_off_round_return_needs_a_reason")]
    [InlineData("insert into ledger.sign_off_round (id, issue_id, number, statement, applied_by, applied_by_name, applied_at, outcome) select gen_random_uuid(), id, 1, 's', 'a', 'A', now(), 'Pending' from ledger.issue; update ledger.issue set status = 'Verifying'; insert into ledger.sign_off_step (id, round_id, ordinal, kind, task_name, opened_at, outcome) select gen_random_uuid(), id, 1, 'Verify', 'v', now(), 'Open' from ledger.sign_off_round; insert into ledger.sign_off_decision (id, step_id, round_id, agreed, actor_id, actor_name, at) select gen_random_uuid(), id, round_id, true, 'a', 'B', now() from ledger.sign_off_step; ", "sign_off_decision_not_on_his_own_request")]
    [InlineData("insert into ledger.sign_off_round (id, issue_id, number, statement, applied_by, applied_by_name, applied_at, outcome) select gen_random_uuid(), id, 1, 's', 'a', 'A', now(), 'Pending' from ledger.issue; update ledger.issue set status = 'Verifying'; insert into ledger.sign_off_step (id, round_id, ordinal, kind, task_name, opened_at, outcome) select gen_random_uuid(), id, 1, 'Verify', 'v', now(), 'Open' from ledger.sign_off_round; insert into ledger.sign_off_decision (id, step_id, round_id, agreed, actor_id, actor_name, at) select gen_random_uuid(), id, round_id, true, 'b', 'B', now() from ledger.sign_off_step; insert into ledger.sign_off_decision (id, step_id, round_id, agreed, actor_id, actor_name, at) select gen_random_uuid(), id, round_id, true, 'b', 'B', now() from ledger.sign_off_step; ", "ix_sign_off_decision_nobody_speaks_twice")]
    [InlineData("insert into ledger.sign_off_round (id, issue_id, number, statement, applied_by, applied_by_name, applied_at, outcome) select gen_random_uuid(), id, 1, 's', 'a', 'A', now(), 'Pending' from ledger.issue; update ledger.issue set status = 'Verifying'; insert into ledger.sign_off_step (id, round_id, ordinal, kind, task_name, opened_at, outcome) select gen_random_uuid(), id, 1, 'Verify', 'v', now(), 'Open' from ledger.sign_off_round; insert into ledger.sign_off_decision (id, step_id, round_id, agreed, actor_id, actor_name, at) select gen_random_uuid(), id, round_id, false, 'b', 'B', now() from ledger.sign_off_step", "sign_off_decision_return_needs_a_reason")]
    [InlineData("insert into ledger.sign_off_round (id, issue_id, number, statement, applied_by, applied_by_name, applied_at, outcome) select gen_random_uuid(), id, 1, 's', 'a', 'A', now(), 'Pending' from ledger.issue; update ledger.issue set status = 'Verifying'; insert into ledger.sign_off_step (id, round_id, ordinal, kind, task_name, opened_at, outcome) select gen_random_uuid(), id, 1, 'Verify', 'v', now(), 'Open' from ledger.sign_off_round; update ledger.sign_off_step set outcome = 'Agreed'", "sign_off_step_closed_when_not_open")]
    [InlineData("insert into ledger.sign_off_round (id, issue_id, number, statement, applied_by, applied_by_name, applied_at, outcome) select gen_random_uuid(), id, 1, 's', 'a', 'A', now(), 'Pending' from ledger.issue; update ledger.issue set status = 'Verifying'; insert into ledger.sign_off_step (id, round_id, ordinal, kind, task_name, opened_at, outcome) select gen_random_uuid(), id, 1, 'Verify', 'v', now(), 'Open' from ledger.sign_off_round; update ledger.sign_off_step set outcome = 'Skipped', closed_at = now()", "sign_off_step_skipped_for_a_reason")]
    [InlineData("insert into ledger.sign_off_round (id, issue_id, number, statement, applied_by, applied_by_name, applied_at, outcome) select gen_random_uuid(), id, 1, 's', 'a', 'A', now(), 'Pending' from ledger.issue; update ledger.issue set status = 'Verifying'; insert into ledger.site_check (id, round_id, asked_for, asked_by, asked_by_name, asked_at, held_on) select gen_random_uuid(), id, 'x', 'a', 'A', now(), now() from ledger.sign_off_round", "site_check_recorded_whole")]
    [InlineData("update ledger.issue set closed_at = now()", "issue_closed_when_signed_off")]
    [InlineData("update ledger.issue set accepted_at = now()", "issue_accepted_by_somebody")]
    [InlineData("update ledger.issue set cycle = 2; update ledger.measure set text = 'another' where ordinal = 1", "earlier_measure_is_frozen")]
    [InlineData("insert into ledger.extension_request (id, issue_id, measure_id, number, old_deadline, new_deadline, reason, applied_by, applied_by_name, applied_at, outcome) select gen_random_uuid(), issue_id, id, 1, '2026-03-01', '2026-03-01', 'r', 'a', 'A', now(), 'AtTheOffice' from ledger.measure where ordinal = 1", "extension_request_to_a_later_day")]
    [InlineData("insert into ledger.extension_request (id, issue_id, measure_id, number, old_deadline, new_deadline, reason, applied_by, applied_by_name, applied_at, outcome, first_by, second_by) select gen_random_uuid(), issue_id, id, 1, '2026-03-01', '2026-04-01', 'r', 'a', 'A', now(), 'Granted', 'b', 'b' from ledger.measure where ordinal = 1", "extension_request_two_people_approve")]
    [InlineData("insert into ledger.extension_request (id, issue_id, measure_id, number, old_deadline, new_deadline, reason, applied_by, applied_by_name, applied_at, outcome, first_by) select gen_random_uuid(), issue_id, id, 1, '2026-03-01', '2026-04-01', 'r', 'a', 'A', now(), 'AtTheLeaders', 'a' from ledger.measure where ordinal = 1", "extension_request_nobody_decides_on_his_own_request")]
    [InlineData("insert into ledger.extension_request (id, issue_id, measure_id, number, old_deadline, new_deadline, reason, applied_by, applied_by_name, applied_at, outcome) select gen_random_uuid(), issue_id, id, 1, '2026-03-01', '2026-04-01', 'r', 'a', 'A', now(), 'Granted' from ledger.measure where ordinal = 1", "extension_request_levels_in_order")]
    [InlineData("insert into ledger.extension_request (id, issue_id, measure_id, number, old_deadline, new_deadline, reason, applied_by, applied_by_name, applied_at, outcome, first_by, opinion) select gen_random_uuid(), issue_id, id, 1, '2026-03-01', '2026-04-01', 'r', 'a', 'A', now(), 'Refused', 'b', ' ' from ledger.measure where ordinal = 1", "extension_request_refusal_needs_a_reason")]
    [InlineData("update ledger.inspection_round set settings = '{\"signOff\": {\"extensionsPerMeasure\": 0}}'; insert into ledger.extension_request (id, issue_id, measure_id, number, old_deadline, new_deadline, reason, applied_by, applied_by_name, applied_at, outcome, first_by, second_by) select gen_random_uuid(), issue_id, id, 1, '2026-03-01', '2026-04-01', 'r', 'a', 'A', now(), 'Granted', 'b', 'c' from ledger.measure where ordinal = 1", "extension_request_at_most_so_often")]
    [InlineData("insert into ledger.delegation (id, principal_id, delegate_id, \"from\", until, made_at) select gen_random_uuid(), id, id, '2026-03-01', '2026-03-02', now() from ledger.person limit 1", "delegation_to_somebody_else")]
    [InlineData("insert into ledger.look_back (id, issue_id, cycle, signed_off_at, due_on, outcome, checklist) select gen_random_uuid(), id, 1, now(), '2026-03-01', 'Held', '[]' from ledger.issue", "look_back_done_when_not_pending")]
    [InlineData("insert into ledger.own_step (id, issue_id, task_id, task_name, party, opened_at, outcome) select gen_random_uuid(), id, 't', '第二意见', 'Office', now(), 'Agreed' from ledger.issue; ", "own_step_closed_when_not_open")]
    [InlineData("insert into ledger.own_step (id, issue_id, task_id, task_name, party, opened_at, outcome, closed_at) select gen_random_uuid(), id, 't', '第二意见', 'Office', now(), 'Returned', now() from ledger.issue", "own_step_decided_by_somebody")]
    [InlineData("insert into ledger.own_step (id, issue_id, task_id, task_name, party, opened_at, outcome) select gen_random_uuid(), i.id, 't', '第二意见', 'Office', now(), 'Open' from ledger.issue i, generate_series(1, 2)", "ix_own_step_task_id")]
    [InlineData("insert into ledger.file_content (sha256, size, kind, stored_at) values (repeat('a', 64), 99999999999, 'Pdf', now())", "file_content_size_within_limit")]
    public async Task A_wrong_row_cannot_be_stored_even_by_hand(string sql, string? constraint)
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await Scenario.DatabaseAsync(token);
        var scenario = new Scenario();
        await scenario.StoreAsync(database.DataSource, token, scenario.Assigned());

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(database, sql));

        Assert.Equal("23", refused.SqlState[..2]);
        if (constraint is not null)
        {
            Assert.Equal(constraint, refused.ConstraintName);
        }
    }

    [Theory]
    [InlineData("update ledger.history_entry set actor_name = 'somebody else'")]
    [InlineData("delete from ledger.history_entry")]
    [InlineData("truncate ledger.history_entry")]
    [InlineData("update ledger.roster_entry set actor_name = 'somebody else'")]
    [InlineData("delete from ledger.roster_entry")]
    [InlineData("truncate ledger.roster_entry")]
    [InlineData("insert into ledger.issue_note (id, issue_id, key, person_id, person_name, written_at, text) select gen_random_uuid(), i.id, 'k', p.id, 'n', now(), 't' from ledger.issue i, (select id from ledger.person limit 1) p; update ledger.issue_note set text = 'other'")]
    public async Task What_happened_stays_as_it_was_written(string sql)
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await Scenario.DatabaseAsync(token);
        var scenario = new Scenario();
        await scenario.StoreAsync(database.DataSource, token, scenario.Assigned());
        await ExecuteAsync(database, "insert into ledger.history_entry (round_id, at, actor_id, actor_name, what) select id, now(), 'a', 'A', '{\"kind\":\"week-opened\",\"weekOf\":\"2026-03-02\"}' from ledger.inspection_round");
        await ExecuteAsync(database, "insert into ledger.roster_entry (at, actor_id, actor_name, what) values (now(), 'a', 'A', '{\"kind\":\"unit-removed\",\"name\":\"x\"}')");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(database, sql));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refused.SqlState);
    }

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
