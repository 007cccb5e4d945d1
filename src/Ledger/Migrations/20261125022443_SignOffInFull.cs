using System;
using System.Collections.Generic;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ledger.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(LedgerDb))]
    [Migration("20261125022443_SignOffInFull")]
    public partial class SignOffInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "applied_by_person_id",
                schema: "ledger",
                table: "sign_off_round",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "cycle",
                schema: "ledger",
                table: "sign_off_round",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<List<string>>(
                name: "demands",
                schema: "ledger",
                table: "sign_off_round",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "cycle",
                schema: "ledger",
                table: "measure",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "accepted_at",
                schema: "ledger",
                table: "issue",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "accepted_by_name",
                schema: "ledger",
                table: "issue",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                schema: "ledger",
                table: "issue",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "cycle",
                schema: "ledger",
                table: "issue",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "delegation",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    principal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    delegate_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delegation", x => x.id);
                    table.CheckConstraint("delegation_in_order", "\"from\" <= until");
                    table.CheckConstraint("delegation_to_somebody_else", "delegate_id <> principal_id");
                    table.ForeignKey(
                        name: "fk_delegation_people_delegate_id",
                        column: x => x.delegate_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_delegation_people_principal_id",
                        column: x => x.principal_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "extension_request",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    old_deadline = table.Column<DateOnly>(type: "date", nullable: false),
                    new_deadline = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    applied_by = table.Column<string>(type: "text", nullable: false),
                    applied_by_name = table.Column<string>(type: "text", nullable: false),
                    applied_by_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    first_by = table.Column<string>(type: "text", nullable: true),
                    first_by_name = table.Column<string>(type: "text", nullable: true),
                    first_by_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    first_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    second_by = table.Column<string>(type: "text", nullable: true),
                    second_by_name = table.Column<string>(type: "text", nullable: true),
                    second_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    opinion = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_extension_request", x => x.id);
                    table.CheckConstraint("extension_request_applied_by_name_not_blank", "btrim(applied_by_name) <> ''");
                    table.CheckConstraint("extension_request_applied_by_not_blank", "btrim(applied_by) <> ''");
                    table.CheckConstraint("extension_request_levels_in_order", "case outcome when 'AtTheOffice' then first_by is null and second_by is null when 'AtTheLeaders' then first_by is not null and second_by is null when 'Granted' then first_by is not null and second_by is not null else first_by is not null end");
                    table.CheckConstraint("extension_request_nobody_decides_on_his_own_request", "first_by <> applied_by and second_by <> applied_by");
                    table.CheckConstraint("extension_request_number_from_one", "number >= 1");
                    table.CheckConstraint("extension_request_outcome_known", "outcome in ('AtTheOffice', 'AtTheLeaders', 'Granted', 'Refused')");
                    table.CheckConstraint("extension_request_reason_not_blank", "btrim(reason) <> ''");
                    table.CheckConstraint("extension_request_refusal_needs_a_reason", "outcome <> 'Refused' or (opinion is not null and btrim(opinion) <> '')");
                    table.CheckConstraint("extension_request_to_a_later_day", "new_deadline > old_deadline");
                    table.CheckConstraint("extension_request_two_people_approve", "second_by <> first_by");
                    table.ForeignKey(
                        name: "fk_extension_request_issues_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_extension_request_measures_measure_id",
                        column: x => x.measure_id,
                        principalSchema: "ledger",
                        principalTable: "measure",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "file_content",
                schema: "ledger",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    stored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_file_content", x => x.sha256);
                    table.CheckConstraint("file_content_kind_known", "kind in ('Pdf', 'Jpeg', 'Png', 'Gif', 'Bmp', 'Tiff', 'Webp', 'Docx', 'Xlsx', 'Pptx', 'OldOffice', 'Ofd', 'Zip', 'Text', 'Mp4')");
                    table.CheckConstraint("file_content_sha256_hex", "sha256 ~ '^[0-9a-f]{64}$'");
                    table.CheckConstraint("file_content_size_within_limit", "size between 1 and 52428800");
                });

            migrationBuilder.CreateTable(
                name: "look_back",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cycle = table.Column<int>(type: "integer", nullable: false),
                    signed_off_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    checklist = table.Column<string>(type: "jsonb", nullable: false),
                    finding = table.Column<string>(type: "text", nullable: true),
                    done_by = table.Column<string>(type: "text", nullable: true),
                    done_by_name = table.Column<string>(type: "text", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_look_back", x => x.id);
                    table.CheckConstraint("look_back_done_when_not_pending", "(outcome = 'Pending') = (done_by is null) and (done_by is null) = (done_at is null) and (done_by is null) = (finding is null)");
                    table.CheckConstraint("look_back_outcome_known", "outcome in ('Pending', 'Held', 'Rebound')");
                    table.ForeignKey(
                        name: "fk_look_back_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sign_off_step",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    task_name = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    note = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_off_step", x => x.id);
                    table.CheckConstraint("sign_off_step_closed_when_not_open", "(outcome = 'Open') = (closed_at is null)");
                    table.CheckConstraint("sign_off_step_kind_known", "kind in ('Endorse', 'Agree', 'Verify', 'Approve', 'Extra')");
                    table.CheckConstraint("sign_off_step_ordinal_from_one", "ordinal >= 1");
                    table.CheckConstraint("sign_off_step_outcome_known", "outcome in ('Open', 'Agreed', 'Returned', 'Skipped')");
                    table.CheckConstraint("sign_off_step_skipped_for_a_reason", "(outcome = 'Skipped') = (note is not null)");
                    table.CheckConstraint("sign_off_step_task_name_not_blank", "btrim(task_name) <> ''");
                    table.ForeignKey(
                        name: "fk_sign_off_step_sign_off_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "sign_off_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "site_check",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_for = table.Column<string>(type: "text", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    asked_by_name = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: true),
                    people = table.Column<string>(type: "text", nullable: true),
                    findings = table.Column<string>(type: "text", nullable: true),
                    recorded_by_name = table.Column<string>(type: "text", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site_check", x => x.id);
                    table.CheckConstraint("site_check_asked_by_name_not_blank", "btrim(asked_by_name) <> ''");
                    table.CheckConstraint("site_check_asked_for_not_blank", "btrim(asked_for) <> ''");
                    table.CheckConstraint("site_check_findings_not_blank", "btrim(findings) <> ''");
                    table.CheckConstraint("site_check_people_not_blank", "btrim(people) <> ''");
                    table.CheckConstraint("site_check_recorded_whole", "num_nonnulls(held_on, people, findings, recorded_by_name, recorded_at) in (0, 5)");
                    table.ForeignKey(
                        name: "fk_site_check_sign_off_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "sign_off_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stored_file",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sha256 = table.Column<string>(type: "character varying(64)", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    uploaded_by = table.Column<string>(type: "text", nullable: false),
                    uploaded_by_name = table.Column<string>(type: "text", nullable: false),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_file", x => x.id);
                    table.CheckConstraint("stored_file_name_not_blank", "btrim(name) <> ''");
                    table.CheckConstraint("stored_file_name_without_path", "name !~ '[/\\\\[:cntrl:]]'");
                    table.CheckConstraint("stored_file_uploaded_by_name_not_blank", "btrim(uploaded_by_name) <> ''");
                    table.CheckConstraint("stored_file_uploaded_by_not_blank", "btrim(uploaded_by) <> ''");
                    table.ForeignKey(
                        name: "fk_stored_file_file_content_sha256",
                        column: x => x.sha256,
                        principalSchema: "ledger",
                        principalTable: "file_content",
                        principalColumn: "sha256",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stored_file_inspection_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "inspection_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stored_file_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sign_off_decision",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    step_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreed = table.Column<bool>(type: "boolean", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    for_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    for_name = table.Column<string>(type: "text", nullable: true),
                    opinion = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_off_decision", x => x.id);
                    table.CheckConstraint("sign_off_decision_actor_id_not_blank", "btrim(actor_id) <> ''");
                    table.CheckConstraint("sign_off_decision_actor_name_not_blank", "btrim(actor_name) <> ''");
                    table.CheckConstraint("sign_off_decision_return_needs_a_reason", "agreed or (opinion is not null and btrim(opinion) <> '')");
                    table.ForeignKey(
                        name: "fk_sign_off_decision_person_for_person_id",
                        column: x => x.for_person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_sign_off_decision_sign_off_rounds_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "sign_off_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_sign_off_decision_sign_off_step_step_id",
                        column: x => x.step_id,
                        principalSchema: "ledger",
                        principalTable: "sign_off_step",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence", x => x.id);
                    table.ForeignKey(
                        name: "fk_evidence_files_file_id",
                        column: x => x.file_id,
                        principalSchema: "ledger",
                        principalTable: "stored_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_evidence_issues_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_evidence_measures_measure_id",
                        column: x => x.measure_id,
                        principalSchema: "ledger",
                        principalTable: "measure",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_evidence_sign_off_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "sign_off_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "site_check_photo",
                schema: "ledger",
                columns: table => new
                {
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_check_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_site_check_photo", x => new { x.file_id, x.site_check_id });
                    table.ForeignKey(
                        name: "fk_site_check_photo_files_file_id",
                        column: x => x.file_id,
                        principalSchema: "ledger",
                        principalTable: "stored_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_site_check_photo_site_check_site_check_id",
                        column: x => x.site_check_id,
                        principalSchema: "ledger",
                        principalTable: "site_check",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "sign_off_round_cycle_from_one",
                schema: "ledger",
                table: "sign_off_round",
                sql: "cycle >= 1");

            migrationBuilder.AddCheckConstraint(
                name: "issue_accepted_by_somebody",
                schema: "ledger",
                table: "issue",
                sql: "(accepted_at is null) = (accepted_by_name is null)");

            migrationBuilder.AddCheckConstraint(
                name: "issue_accepted_once_assigned",
                schema: "ledger",
                table: "issue",
                sql: "accepted_at is null or status <> 'Registered'");

            migrationBuilder.AddCheckConstraint(
                name: "issue_closed_when_signed_off",
                schema: "ledger",
                table: "issue",
                sql: "closed_at is null or status = 'SignedOff'");

            migrationBuilder.AddCheckConstraint(
                name: "issue_cycle_from_one",
                schema: "ledger",
                table: "issue",
                sql: "cycle >= 1");

            migrationBuilder.CreateIndex(
                name: "ix_delegation_delegate_id",
                schema: "ledger",
                table: "delegation",
                column: "delegate_id");

            migrationBuilder.CreateIndex(
                name: "ix_delegation_principal_id",
                schema: "ledger",
                table: "delegation",
                column: "principal_id");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_file_id",
                schema: "ledger",
                table: "evidence",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_issue_id",
                schema: "ledger",
                table: "evidence",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_measure_id",
                schema: "ledger",
                table: "evidence",
                column: "measure_id");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_round_id",
                schema: "ledger",
                table: "evidence",
                column: "round_id");

            migrationBuilder.CreateIndex(
                name: "ix_extension_request_issue_id",
                schema: "ledger",
                table: "extension_request",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "ix_extension_request_measure_id_number",
                schema: "ledger",
                table: "extension_request",
                columns: new[] { "measure_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_extension_request_one_pending",
                schema: "ledger",
                table: "extension_request",
                column: "measure_id",
                unique: true,
                filter: "outcome in ('AtTheOffice', 'AtTheLeaders')");

            migrationBuilder.CreateIndex(
                name: "ix_look_back_due_on",
                schema: "ledger",
                table: "look_back",
                column: "due_on",
                filter: "outcome = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_look_back_issue_id_cycle",
                schema: "ledger",
                table: "look_back",
                columns: new[] { "issue_id", "cycle" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sign_off_decision_for_person_id",
                schema: "ledger",
                table: "sign_off_decision",
                column: "for_person_id");

            migrationBuilder.CreateIndex(
                name: "ix_sign_off_decision_nobody_is_spoken_for_twice",
                schema: "ledger",
                table: "sign_off_decision",
                columns: new[] { "round_id", "for_person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sign_off_decision_nobody_speaks_twice",
                schema: "ledger",
                table: "sign_off_decision",
                columns: new[] { "round_id", "actor_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sign_off_decision_step_id",
                schema: "ledger",
                table: "sign_off_decision",
                column: "step_id");

            migrationBuilder.CreateIndex(
                name: "ix_sign_off_step_round_id_ordinal",
                schema: "ledger",
                table: "sign_off_step",
                columns: new[] { "round_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_site_check_round_id",
                schema: "ledger",
                table: "site_check",
                column: "round_id");

            migrationBuilder.CreateIndex(
                name: "ix_site_check_photo_site_check_id",
                schema: "ledger",
                table: "site_check_photo",
                column: "site_check_id");

            migrationBuilder.CreateIndex(
                name: "ix_stored_file_issue_id",
                schema: "ledger",
                table: "stored_file",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "ix_stored_file_round_id_sha256",
                schema: "ledger",
                table: "stored_file",
                columns: new[] { "round_id", "sha256" });

            migrationBuilder.CreateIndex(
                name: "ix_stored_file_sha256",
                schema: "ledger",
                table: "stored_file",
                column: "sha256");

            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf("files"));
            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf("signing-off"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "delegation",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "evidence",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "extension_request",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "look_back",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "sign_off_decision",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "site_check_photo",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "sign_off_step",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "stored_file",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "site_check",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "file_content",
                schema: "ledger");

            migrationBuilder.DropCheckConstraint(
                name: "sign_off_round_cycle_from_one",
                schema: "ledger",
                table: "sign_off_round");

            migrationBuilder.DropCheckConstraint(
                name: "issue_accepted_by_somebody",
                schema: "ledger",
                table: "issue");

            migrationBuilder.DropCheckConstraint(
                name: "issue_accepted_once_assigned",
                schema: "ledger",
                table: "issue");

            migrationBuilder.DropCheckConstraint(
                name: "issue_closed_when_signed_off",
                schema: "ledger",
                table: "issue");

            migrationBuilder.DropCheckConstraint(
                name: "issue_cycle_from_one",
                schema: "ledger",
                table: "issue");

            migrationBuilder.DropColumn(
                name: "applied_by_person_id",
                schema: "ledger",
                table: "sign_off_round");

            migrationBuilder.DropColumn(
                name: "cycle",
                schema: "ledger",
                table: "sign_off_round");

            migrationBuilder.DropColumn(
                name: "demands",
                schema: "ledger",
                table: "sign_off_round");

            migrationBuilder.DropColumn(
                name: "cycle",
                schema: "ledger",
                table: "measure");

            migrationBuilder.DropColumn(
                name: "accepted_at",
                schema: "ledger",
                table: "issue");

            migrationBuilder.DropColumn(
                name: "accepted_by_name",
                schema: "ledger",
                table: "issue");

            migrationBuilder.DropColumn(
                name: "closed_at",
                schema: "ledger",
                table: "issue");

            migrationBuilder.DropColumn(
                name: "cycle",
                schema: "ledger",
                table: "issue");
        }
    }
}
