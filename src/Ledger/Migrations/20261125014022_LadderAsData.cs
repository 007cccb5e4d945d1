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
    [Migration("20261125014022_LadderAsData")]
    public partial class LadderAsData : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ladder",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: true),
                    steps = table.Column<string>(type: "jsonb", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ladder", x => x.id);
                    table.CheckConstraint("ladder_changed_by_name_not_blank", "btrim(changed_by_name) <> ''");
                    table.CheckConstraint("ladder_name_not_blank", "btrim(name) <> ''");
                    table.CheckConstraint("ladder_steps_are_there", "jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) between 1 and 20");
                    table.ForeignKey(
                        name: "fk_ladder_inspection_round_round_id",
                        column: x => x.round_id,
                        principalSchema: "ledger",
                        principalTable: "inspection_round",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ladder_climb",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ladder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<string>(type: "text", nullable: false),
                    occurrence = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    paper = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    is_overdue = table.Column<bool>(type: "boolean", nullable: false),
                    light = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    rung_day = table.Column<DateOnly>(type: "date", nullable: false),
                    climbed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    mail_key = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ladder_climb", x => x.id);
                    table.CheckConstraint("ladder_climb_goes_out_on_its_day_or_later", "climbed_on >= rung_day");
                    table.CheckConstraint("ladder_climb_light_known", "light in ('None', 'LongTerm', 'Green', 'Yellow', 'Red')");
                    table.CheckConstraint("ladder_climb_mail_to_a_person_letter_to_a_unit", "case when paper = 'Mail' then measure_id is not null and person_id is not null and unit_id is null else measure_id is null and person_id is null and unit_id is not null and mail_key is null end");
                    table.CheckConstraint("ladder_climb_occurrence_from_zero", "occurrence >= 0");
                    table.CheckConstraint("ladder_climb_paper_known", "paper in ('Mail', 'ReminderLetter', 'SupervisionLetter')");
                    table.CheckConstraint("ladder_climb_step_not_blank", "btrim(step) <> ''");
                    table.ForeignKey(
                        name: "fk_ladder_climb_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ladder_climb_measures_measure_id",
                        column: x => x.measure_id,
                        principalSchema: "ledger",
                        principalTable: "measure",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ladder_climb_people_person_id",
                        column: x => x.person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ladder_climb_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "ledger",
                        principalTable: "unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ladder_listener",
                schema: "ledger",
                columns: table => new
                {
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ladder_listener", x => new { x.issue_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_ladder_listener_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ladder_listener_people_person_id",
                        column: x => x.person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ladder_exception",
                schema: "ledger",
                columns: table => new
                {
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    silent_until = table.Column<DateOnly>(type: "date", nullable: true),
                    ladder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    set_by_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ladder_exception", x => x.issue_id);
                    table.CheckConstraint("ladder_exception_reason_not_blank", "btrim(reason) <> ''");
                    table.CheckConstraint("ladder_exception_set_by_name_not_blank", "btrim(set_by_name) <> ''");
                    table.ForeignKey(
                        name: "fk_ladder_exception_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_ladder_exception_ladders_ladder_id",
                        column: x => x.ladder_id,
                        principalSchema: "ledger",
                        principalTable: "ladder",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ladder_name",
                schema: "ledger",
                table: "ladder",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ladder_round_id",
                schema: "ledger",
                table: "ladder",
                column: "round_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ladder_climb_issue_id",
                schema: "ledger",
                table: "ladder_climb",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "ix_ladder_climb_letter_once",
                schema: "ledger",
                table: "ladder_climb",
                columns: new[] { "issue_id", "due_on", "unit_id", "ladder_id", "step", "occurrence" },
                unique: true,
                filter: "paper <> 'Mail'");

            migrationBuilder.CreateIndex(
                name: "ix_ladder_climb_mail_once",
                schema: "ledger",
                table: "ladder_climb",
                columns: new[] { "measure_id", "due_on", "person_id", "ladder_id", "step", "occurrence" },
                unique: true,
                filter: "paper = 'Mail'");

            migrationBuilder.CreateIndex(
                name: "ix_ladder_climb_to_be_told",
                schema: "ledger",
                table: "ladder_climb",
                column: "person_id",
                filter: "paper = 'Mail' and mail_key is null");

            migrationBuilder.CreateIndex(
                name: "ix_ladder_climb_unit_id",
                schema: "ledger",
                table: "ladder_climb",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_ladder_exception_ladder_id",
                schema: "ledger",
                table: "ladder_exception",
                column: "ladder_id");

            migrationBuilder.CreateIndex(
                name: "ix_ladder_listener_person_id",
                schema: "ledger",
                table: "ladder_listener",
                column: "person_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ladder_climb",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "ladder_exception",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "ladder_listener",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "ladder",
                schema: "ledger");
        }
    }
}
