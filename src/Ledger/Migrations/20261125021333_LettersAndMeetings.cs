using System;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ledger.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(LedgerDb))]
    [Migration("20261125021333_LettersAndMeetings")]
    public partial class LettersAndMeetings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "attendees",
                schema: "ledger",
                table: "scheduling_meeting",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "changes",
                schema: "ledger",
                table: "scheduling_meeting",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                schema: "ledger",
                table: "scheduling_meeting",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "closed_by_name",
                schema: "ledger",
                table: "scheduling_meeting",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "meets_at",
                schema: "ledger",
                table: "scheduling_meeting",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "minutes",
                schema: "ledger",
                table: "scheduling_meeting",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "place",
                schema: "ledger",
                table: "scheduling_meeting",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf("meeting-days"));

            migrationBuilder.CreateTable(
                name: "agenda_entry",
                schema: "ledger",
                columns: table => new
                {
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agenda_entry", x => new { x.meeting_id, x.issue_id, x.reason });
                    table.CheckConstraint("agenda_entry_amount_from_one", "amount >= 1");
                    table.CheckConstraint("agenda_entry_reason_known", "reason in ('Overdue', 'BehindPlan', 'ReportMissing', 'LetterUnanswered', 'ExtensionAsked')");
                    table.ForeignKey(
                        name: "fk_agenda_entry_issues_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_agenda_entry_scheduling_meeting_meeting_id",
                        column: x => x.meeting_id,
                        principalSchema: "ledger",
                        principalTable: "scheduling_meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "calendar_feed",
                schema: "ledger",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    renewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_feed", x => x.person_id);
                    table.CheckConstraint("calendar_feed_secret_hash_whole", "octet_length(secret_hash) = 32");
                    table.ForeignKey(
                        name: "fk_calendar_feed_people_person_id",
                        column: x => x.person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "letter",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    origin = table.Column<string>(type: "text", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    addressee = table.Column<string>(type: "text", nullable: false),
                    copied_to = table.Column<string>(type: "text", nullable: false),
                    signature = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    reply_by = table.Column<DateOnly>(type: "date", nullable: false),
                    written_by = table.Column<string>(type: "text", nullable: false),
                    written_by_name = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approved_by = table.Column<string>(type: "text", nullable: true),
                    approved_by_name = table.Column<string>(type: "text", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    series = table.Column<string>(type: "text", nullable: true),
                    year = table.Column<int>(type: "integer", nullable: true),
                    number = table.Column<int>(type: "integer", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent_by_name = table.Column<string>(type: "text", nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    signed_by_name = table.Column<string>(type: "text", nullable: true),
                    answer = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    answered_by_name = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by_name = table.Column<string>(type: "text", nullable: true),
                    void_reason = table.Column<string>(type: "text", nullable: true),
                    voided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    voided_by_name = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_letter", x => x.id);
                    table.CheckConstraint("letter_addressee_not_blank", "btrim(addressee) <> ''");
                    table.CheckConstraint("letter_answered_with_words", "state not in ('Answered', 'Closed') or btrim(coalesce(answer, '')) <> ''");
                    table.CheckConstraint("letter_approved_before_sent", "state in ('Draft', 'Void') or approved_by is not null");
                    table.CheckConstraint("letter_body_not_blank", "btrim(body) <> ''");
                    table.CheckConstraint("letter_kind_known", "kind in ('Reminder', 'Supervision')");
                    table.CheckConstraint("letter_nobody_approves_his_own", "approved_by <> written_by");
                    table.CheckConstraint("letter_number_whole", "num_nulls(series, year, number, sent_at) in (0, 4) and number >= 1");
                    table.CheckConstraint("letter_numbered_once_sent", "state = 'Void' or (state in ('Draft', 'Approved')) = (number is null)");
                    table.CheckConstraint("letter_signature_not_blank", "btrim(signature) <> ''");
                    table.CheckConstraint("letter_signed_once_signed", "state not in ('Signed', 'Answered', 'Closed') or (signed_at is not null and signed_by_name is not null)");
                    table.CheckConstraint("letter_state_known", "state in ('Draft', 'Approved', 'Sent', 'Signed', 'Answered', 'Closed', 'Void')");
                    table.CheckConstraint("letter_title_not_blank", "btrim(title) <> ''");
                    table.CheckConstraint("letter_void_needs_a_reason", "(state = 'Void') = (btrim(coalesce(void_reason, '')) <> '')");
                    table.CheckConstraint("letter_written_by_name_not_blank", "btrim(written_by_name) <> ''");
                    table.CheckConstraint("letter_written_by_not_blank", "btrim(written_by) <> ''");
                    table.ForeignKey(
                        name: "fk_letter_inspection_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "inspection_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_letter_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_letter_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "ledger",
                        principalTable: "unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "letter_counter",
                schema: "ledger",
                columns: table => new
                {
                    series = table.Column<string>(type: "text", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_letter_counter", x => new { x.series, x.year });
                    table.CheckConstraint("letter_counter_last_from_one", "last >= 1");
                    table.CheckConstraint("letter_counter_series_not_blank", "btrim(series) <> ''");
                });

            migrationBuilder.CreateTable(
                name: "meeting_decision",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_name = table.Column<string>(type: "text", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_by_name = table.Column<string>(type: "text", nullable: true),
                    result = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting_decision", x => x.id);
                    table.CheckConstraint("meeting_decision_done_with_a_result", "(done_at is null) = (btrim(coalesce(result, '')) = '') and (done_at is null) = (done_by_name is null)");
                    table.CheckConstraint("meeting_decision_ordinal_from_one", "ordinal >= 1");
                    table.CheckConstraint("meeting_decision_owner_name_not_blank", "btrim(owner_name) <> ''");
                    table.CheckConstraint("meeting_decision_text_not_blank", "btrim(text) <> ''");
                    table.ForeignKey(
                        name: "fk_meeting_decision_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_meeting_decision_people_owner_id",
                        column: x => x.owner_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_meeting_decision_scheduling_meeting_meeting_id",
                        column: x => x.meeting_id,
                        principalSchema: "ledger",
                        principalTable: "scheduling_meeting",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "scheduling_meeting_closed_with_a_record",
                schema: "ledger",
                table: "scheduling_meeting",
                sql: "closed_at is null or (btrim(attendees) <> '' and btrim(minutes) <> '' and closed_by_name is not null)");

            migrationBuilder.AddCheckConstraint(
                name: "scheduling_meeting_place_not_blank",
                schema: "ledger",
                table: "scheduling_meeting",
                sql: "btrim(place) <> ''");

            migrationBuilder.CreateIndex(
                name: "ix_agenda_entry_issue_id",
                schema: "ledger",
                table: "agenda_entry",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_feed_secret_hash",
                schema: "ledger",
                table: "calendar_feed",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_letter_issue_id",
                schema: "ledger",
                table: "letter",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "ix_letter_origin",
                schema: "ledger",
                table: "letter",
                column: "origin",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_letter_reply_by",
                schema: "ledger",
                table: "letter",
                column: "reply_by",
                filter: "state in ('Sent', 'Signed')");

            migrationBuilder.CreateIndex(
                name: "ix_letter_round_id",
                schema: "ledger",
                table: "letter",
                column: "round_id");

            migrationBuilder.CreateIndex(
                name: "ix_letter_series_year_number",
                schema: "ledger",
                table: "letter",
                columns: new[] { "series", "year", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_letter_unit_id_state",
                schema: "ledger",
                table: "letter",
                columns: new[] { "unit_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_meeting_decision_issue_id",
                schema: "ledger",
                table: "meeting_decision",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_decision_meeting_id_ordinal",
                schema: "ledger",
                table: "meeting_decision",
                columns: new[] { "meeting_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_meeting_decision_owner_id_due_on",
                schema: "ledger",
                table: "meeting_decision",
                columns: new[] { "owner_id", "due_on" },
                filter: "done_at is null");

            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf("letters"));
            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf("meetings"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agenda_entry",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "calendar_feed",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "letter",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "letter_counter",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "meeting_decision",
                schema: "ledger");

            migrationBuilder.DropCheckConstraint(
                name: "scheduling_meeting_closed_with_a_record",
                schema: "ledger",
                table: "scheduling_meeting");

            migrationBuilder.DropCheckConstraint(
                name: "scheduling_meeting_place_not_blank",
                schema: "ledger",
                table: "scheduling_meeting");

            migrationBuilder.DropColumn(
                name: "attendees",
                schema: "ledger",
                table: "scheduling_meeting");

            migrationBuilder.DropColumn(
                name: "changes",
                schema: "ledger",
                table: "scheduling_meeting");

            migrationBuilder.DropColumn(
                name: "closed_at",
                schema: "ledger",
                table: "scheduling_meeting");

            migrationBuilder.DropColumn(
                name: "closed_by_name",
                schema: "ledger",
                table: "scheduling_meeting");

            migrationBuilder.DropColumn(
                name: "meets_at",
                schema: "ledger",
                table: "scheduling_meeting");

            migrationBuilder.DropColumn(
                name: "minutes",
                schema: "ledger",
                table: "scheduling_meeting");

            migrationBuilder.DropColumn(
                name: "place",
                schema: "ledger",
                table: "scheduling_meeting");
        }
    }
}
