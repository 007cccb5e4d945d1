using System;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Ledger.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(LedgerDb))]
    [Migration("20261123215521_Initial")]
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "ledger");

            migrationBuilder.CreateTable(
                name: "inspection_round",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    inspected_body = table.Column<string>(type: "text", nullable: true),
                    inspection_team = table.Column<string>(type: "text", nullable: true),
                    inspected_from = table.Column<DateOnly>(type: "date", nullable: true),
                    inspected_to = table.Column<DateOnly>(type: "date", nullable: true),
                    feedback_on = table.Column<DateOnly>(type: "date", nullable: true),
                    comment_from = table.Column<DateOnly>(type: "date", nullable: true),
                    comment_to = table.Column<DateOnly>(type: "date", nullable: true),
                    contact_phone = table.Column<string>(type: "text", nullable: true),
                    contact_post = table.Column<string>(type: "text", nullable: true),
                    contact_mail = table.Column<string>(type: "text", nullable: true),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inspection_round", x => x.id);
                    table.CheckConstraint("inspection_round_comment_in_order", "comment_from <= comment_to");
                    table.CheckConstraint("inspection_round_feedback_after_inspection", "feedback_on >= inspected_from");
                    table.CheckConstraint("inspection_round_inspected_body_not_blank", "btrim(inspected_body) <> ''");
                    table.CheckConstraint("inspection_round_inspected_in_order", "inspected_from <= inspected_to");
                    table.CheckConstraint("inspection_round_title_not_blank", "btrim(title) <> ''");
                });

            migrationBuilder.CreateTable(
                name: "person",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    culture = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person", x => x.id);
                    table.CheckConstraint("person_culture_known", "culture in ('zh-CN', 'en')");
                    table.CheckConstraint("person_email_plain", "email ~ '^[^@[:space:]]+@[^@[:space:]]+$'");
                    table.CheckConstraint("person_name_not_blank", "btrim(name) <> ''");
                    table.CheckConstraint("person_title_not_blank", "btrim(title) <> ''");
                });

            migrationBuilder.CreateTable(
                name: "notice_source",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    imported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_source", x => x.id);
                    table.CheckConstraint("notice_source_file_name_not_blank", "btrim(file_name) <> ''");
                    table.CheckConstraint("notice_source_sha256_hex", "sha256 ~ '^[0-9a-f]{64}$'");
                    table.CheckConstraint("notice_source_text_not_blank", "btrim(text) <> ''");
                    table.ForeignKey(
                        name: "fk_notice_source_inspection_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "inspection_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "printed_figure",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<decimal>(type: "numeric", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    phrase = table.Column<string>(type: "text", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_printed_figure", x => x.id);
                    table.CheckConstraint("printed_figure_code_not_blank", "btrim(code) <> ''");
                    table.CheckConstraint("printed_figure_line_from_one", "line >= 1");
                    table.CheckConstraint("printed_figure_phrase_not_blank", "btrim(phrase) <> ''");
                    table.CheckConstraint("printed_figure_value_not_negative", "value >= 0");
                    table.ForeignKey(
                        name: "fk_printed_figure_inspection_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "inspection_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scheduling_meeting",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    half_month_from = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scheduling_meeting", x => x.id);
                    table.CheckConstraint("scheduling_meeting_half_month_starts_on_1st_or_16th", "extract(day from half_month_from) in (1, 16)");
                    table.ForeignKey(
                        name: "fk_scheduling_meeting_inspection_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "inspection_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "weekly_supervision",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    week_of = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_weekly_supervision", x => x.id);
                    table.CheckConstraint("weekly_supervision_week_of_is_a_monday", "extract(isodow from week_of) = 1");
                    table.ForeignKey(
                        name: "fk_weekly_supervision_inspection_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "inspection_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unit",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    head_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_office = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit", x => x.id);
                    table.CheckConstraint("unit_name_not_blank", "btrim(name) <> ''");
                    table.ForeignKey(
                        name: "fk_unit_person_head_id",
                        column: x => x.head_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unplaced_text",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unplaced_text", x => x.id);
                    table.CheckConstraint("unplaced_text_line_from_one", "line >= 1");
                    table.CheckConstraint("unplaced_text_reason_not_blank", "btrim(reason) <> ''");
                    table.ForeignKey(
                        name: "fk_unplaced_text_notice_source_source_id",
                        column: x => x.source_id,
                        principalSchema: "ledger",
                        principalTable: "notice_source",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issue",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    heading = table.Column<string>(type: "text", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    category = table.Column<string>(type: "text", nullable: true),
                    carried_over = table.Column<bool>(type: "boolean", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    lead_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    workflow_instance_id = table.Column<string>(type: "text", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    assigned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    signed_off_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue", x => x.id);
                    table.CheckConstraint("issue_assigned_at_once_assigned", "(status = 'Registered') = (assigned_at is null)");
                    table.CheckConstraint("issue_exactly_one_lead_unit_once_assigned", "(status = 'Registered') = (lead_unit_id is null)");
                    table.CheckConstraint("issue_number_from_one", "number >= 1");
                    table.CheckConstraint("issue_signed_off_at_when_signed_off", "(status = 'SignedOff') = (signed_off_at is not null)");
                    table.CheckConstraint("issue_status_known", "status in ('Registered', 'InProgress', 'Verifying', 'SignedOff')");
                    table.ForeignKey(
                        name: "fk_issue_inspection_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "inspection_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issue_units_lead_unit_id",
                        column: x => x.lead_unit_id,
                        principalSchema: "ledger",
                        principalTable: "unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "leading_group_member",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    ordinal = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leading_group_member", x => x.id);
                    table.CheckConstraint("leading_group_member_name_not_blank", "btrim(name) <> ''");
                    table.CheckConstraint("leading_group_member_one_head_one_first_deputy", "role not in ('Head', 'FirstDeputy') or ordinal = 1");
                    table.CheckConstraint("leading_group_member_ordinal_from_one", "ordinal >= 1");
                    table.CheckConstraint("leading_group_member_role_known", "role in ('Head', 'FirstDeputy', 'DeputyHead', 'Member')");
                    table.ForeignKey(
                        name: "fk_leading_group_member_inspection_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "inspection_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_leading_group_member_people_person_id",
                        column: x => x.person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_leading_group_member_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "ledger",
                        principalTable: "unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unit_liaison",
                schema: "ledger",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit_liaison", x => new { x.person_id, x.unit_id });
                    table.ForeignKey(
                        name: "fk_unit_liaison_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_unit_liaison_unit_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "ledger",
                        principalTable: "unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "history_entry",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    what = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_history_entry", x => x.id);
                    table.CheckConstraint("history_entry_actor_id_not_blank", "btrim(actor_id) <> ''");
                    table.CheckConstraint("history_entry_actor_name_not_blank", "btrim(actor_name) <> ''");
                    table.CheckConstraint("history_entry_what_has_a_kind", "what ? 'kind'");
                    table.ForeignKey(
                        name: "fk_history_entry_issues_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_history_entry_rounds_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "inspection_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issue_lead_leader",
                schema: "ledger",
                columns: table => new
                {
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_lead_leader", x => new { x.issue_id, x.person_id });
                    table.CheckConstraint("issue_lead_leader_ordinal_from_one", "ordinal >= 1");
                    table.ForeignKey(
                        name: "fk_issue_lead_leader_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issue_lead_leader_people_person_id",
                        column: x => x.person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issue_responsible_unit",
                schema: "ledger",
                columns: table => new
                {
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_responsible_unit", x => new { x.issue_id, x.unit_id });
                    table.ForeignKey(
                        name: "fk_issue_responsible_unit_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issue_responsible_unit_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "ledger",
                        principalTable: "unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "measure",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    deadline_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    deadline = table.Column<DateOnly>(type: "date", nullable: true),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    completed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measure", x => x.id);
                    table.CheckConstraint("measure_completed_on_when_done", "(status = 'Done') = (completed_on is not null)");
                    table.CheckConstraint("measure_deadline_by_kind", "case when deadline_kind is null then deadline is null when deadline_kind = 'LongTerm' then true else deadline is not null end");
                    table.CheckConstraint("measure_deadline_kind_known", "deadline_kind in ('Immediate', 'Dated', 'LongTerm')");
                    table.CheckConstraint("measure_ordinal_from_one", "ordinal >= 1");
                    table.CheckConstraint("measure_status_known", "status in ('Open', 'Done')");
                    table.CheckConstraint("measure_text_not_blank", "btrim(text) <> ''");
                    table.ForeignKey(
                        name: "fk_measure_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sign_off_round",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    statement = table.Column<string>(type: "text", nullable: false),
                    applied_by = table.Column<string>(type: "text", nullable: false),
                    applied_by_name = table.Column<string>(type: "text", nullable: false),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_off_round", x => x.id);
                    table.CheckConstraint("sign_off_round_applied_by_name_not_blank", "btrim(applied_by_name) <> ''");
                    table.CheckConstraint("sign_off_round_applied_by_not_blank", "btrim(applied_by) <> ''");
                    table.CheckConstraint("sign_off_round_decided_when_not_pending", "(outcome = 'Pending') = (decided_by is null) and (decided_by is null) = (decided_at is null) and (decided_by is null) = (decided_by_name is null)");
                    table.CheckConstraint("sign_off_round_nobody_decides_on_his_own_request", "decided_by <> applied_by");
                    table.CheckConstraint("sign_off_round_number_from_one", "number >= 1");
                    table.CheckConstraint("sign_off_round_outcome_known", "outcome in ('Pending', 'Approved', 'Returned')");
                    table.CheckConstraint("sign_off_round_return_needs_a_reason", "outcome <> 'Returned' or (reason is not null and btrim(reason) <> '')");
                    table.CheckConstraint("sign_off_round_statement_not_blank", "btrim(statement) <> ''");
                    table.ForeignKey(
                        name: "fk_sign_off_round_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "weekly_duty",
                schema: "ledger",
                columns: table => new
                {
                    supervision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_weekly_duty", x => new { x.supervision_id, x.issue_id });
                    table.ForeignKey(
                        name: "fk_weekly_duty_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_weekly_duty_weekly_supervision_supervision_id",
                        column: x => x.supervision_id,
                        principalSchema: "ledger",
                        principalTable: "weekly_supervision",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "measure_accountability",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    persons = table.Column<int>(type: "integer", nullable: false),
                    person_times = table.Column<int>(type: "integer", nullable: false),
                    phrase = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measure_accountability", x => x.id);
                    table.CheckConstraint("measure_accountability_phrase_not_blank", "btrim(phrase) <> ''");
                    table.CheckConstraint("measure_accountability_somebody_was_held_to_account", "persons >= 0 and person_times >= 0 and persons + person_times > 0");
                    table.ForeignKey(
                        name: "fk_measure_accountability_measures_measure_id",
                        column: x => x.measure_id,
                        principalSchema: "ledger",
                        principalTable: "measure",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "measure_document",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measure_document", x => x.id);
                    table.CheckConstraint("measure_document_title_not_blank", "btrim(title) <> ''");
                    table.ForeignKey(
                        name: "fk_measure_document_measure_measure_id",
                        column: x => x.measure_id,
                        principalSchema: "ledger",
                        principalTable: "measure",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "measure_quantity",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    value = table.Column<decimal>(type: "numeric", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    approximate = table.Column<bool>(type: "boolean", nullable: false),
                    phrase = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_measure_quantity", x => x.id);
                    table.CheckConstraint("measure_quantity_phrase_not_blank", "btrim(phrase) <> ''");
                    table.ForeignKey(
                        name: "fk_measure_quantity_measure_measure_id",
                        column: x => x.measure_id,
                        principalSchema: "ledger",
                        principalTable: "measure",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_history_entry_issue_id_id",
                schema: "ledger",
                table: "history_entry",
                columns: new[] { "issue_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_history_entry_round_id_id",
                schema: "ledger",
                table: "history_entry",
                columns: new[] { "round_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_issue_lead_unit_id",
                schema: "ledger",
                table: "issue",
                column: "lead_unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_issue_round_id_number",
                schema: "ledger",
                table: "issue",
                columns: new[] { "round_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_issue_status",
                schema: "ledger",
                table: "issue",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "ix_issue_workflow_instance_id",
                schema: "ledger",
                table: "issue",
                column: "workflow_instance_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_issue_lead_leader_issue_id_ordinal",
                schema: "ledger",
                table: "issue_lead_leader",
                columns: new[] { "issue_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_issue_lead_leader_person_id",
                schema: "ledger",
                table: "issue_lead_leader",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_issue_responsible_unit_unit_id",
                schema: "ledger",
                table: "issue_responsible_unit",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_leading_group_member_person_id",
                schema: "ledger",
                table: "leading_group_member",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_leading_group_member_round_id_role_ordinal",
                schema: "ledger",
                table: "leading_group_member",
                columns: new[] { "round_id", "role", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_leading_group_member_unit_id",
                schema: "ledger",
                table: "leading_group_member",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_measure_deadline",
                schema: "ledger",
                table: "measure",
                column: "deadline",
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_measure_issue_id_ordinal",
                schema: "ledger",
                table: "measure",
                columns: new[] { "issue_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_measure_accountability_measure_id",
                schema: "ledger",
                table: "measure_accountability",
                column: "measure_id");

            migrationBuilder.CreateIndex(
                name: "ix_measure_document_measure_id",
                schema: "ledger",
                table: "measure_document",
                column: "measure_id");

            migrationBuilder.CreateIndex(
                name: "ix_measure_quantity_measure_id",
                schema: "ledger",
                table: "measure_quantity",
                column: "measure_id");

            migrationBuilder.CreateIndex(
                name: "ix_notice_source_round_id",
                schema: "ledger",
                table: "notice_source",
                column: "round_id");

            migrationBuilder.CreateIndex(
                name: "ix_notice_source_sha256",
                schema: "ledger",
                table: "notice_source",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_person_unit_id",
                schema: "ledger",
                table: "person",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_printed_figure_round_id_line_code_phrase",
                schema: "ledger",
                table: "printed_figure",
                columns: new[] { "round_id", "line", "code", "phrase" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_scheduling_meeting_round_id_half_month_from",
                schema: "ledger",
                table: "scheduling_meeting",
                columns: new[] { "round_id", "half_month_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sign_off_round_issue_id_number",
                schema: "ledger",
                table: "sign_off_round",
                columns: new[] { "issue_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sign_off_round_one_pending",
                schema: "ledger",
                table: "sign_off_round",
                column: "issue_id",
                unique: true,
                filter: "outcome = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_unit_head_id",
                schema: "ledger",
                table: "unit",
                column: "head_id");

            migrationBuilder.CreateIndex(
                name: "ix_unit_is_office",
                schema: "ledger",
                table: "unit",
                column: "is_office",
                unique: true,
                filter: "is_office");

            migrationBuilder.CreateIndex(
                name: "ix_unit_name",
                schema: "ledger",
                table: "unit",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_unit_liaison_unit_id",
                schema: "ledger",
                table: "unit_liaison",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_unplaced_text_source_id",
                schema: "ledger",
                table: "unplaced_text",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_weekly_duty_issue_id",
                schema: "ledger",
                table: "weekly_duty",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "ix_weekly_supervision_round_id_week_of",
                schema: "ledger",
                table: "weekly_supervision",
                columns: new[] { "round_id", "week_of" },
                unique: true);

            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf(1));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "history_entry",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "issue_lead_leader",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "issue_responsible_unit",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "leading_group_member",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "measure_accountability",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "measure_document",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "measure_quantity",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "printed_figure",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "scheduling_meeting",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "sign_off_round",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "unit_liaison",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "unplaced_text",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "weekly_duty",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "measure",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "notice_source",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "weekly_supervision",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "issue",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "inspection_round",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "unit",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "person",
                schema: "ledger");
        }
    }
}
