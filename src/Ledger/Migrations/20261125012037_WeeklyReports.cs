using System;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ledger.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(LedgerDb))]
    [Migration("20261125012037_WeeklyReports")]
    public partial class WeeklyReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                schema: "ledger",
                table: "weekly_supervision",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "cut_off_at",
                schema: "ledger",
                table: "weekly_supervision",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<int>(
                name: "misses",
                schema: "ledger",
                table: "weekly_duty",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "unit_id",
                schema: "ledger",
                table: "weekly_duty",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<int>(
                name: "progress",
                schema: "ledger",
                table: "measure",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf(2));

            migrationBuilder.CreateTable(
                name: "weekly_report",
                schema: "ledger",
                columns: table => new
                {
                    supervision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    progress = table.Column<string>(type: "text", nullable: false),
                    difficulties = table.Column<string>(type: "text", nullable: false),
                    next_week = table.Column<string>(type: "text", nullable: false),
                    in_time = table.Column<bool>(type: "boolean", nullable: false),
                    written_by = table.Column<string>(type: "text", nullable: false),
                    written_by_name = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    returns = table.Column<int>(type: "integer", nullable: false),
                    return_reason = table.Column<string>(type: "text", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_weekly_report", x => new { x.supervision_id, x.issue_id });
                    table.CheckConstraint("weekly_report_in_time_means_submitted", "not in_time or submitted_at is not null");
                    table.CheckConstraint("weekly_report_return_needs_a_reason", "(returns > 0) = (return_reason is not null and btrim(return_reason) <> '')");
                    table.CheckConstraint("weekly_report_returned_at_least_once", "state <> 'Returned' or returns > 0");
                    table.CheckConstraint("weekly_report_state_known", "state in ('Draft', 'Submitted', 'Returned')");
                    table.CheckConstraint("weekly_report_submitted_at_once_submitted", "(state = 'Draft') = (submitted_at is null)");
                    table.CheckConstraint("weekly_report_submitted_says_something", "state <> 'Submitted' or (btrim(progress) <> '' and btrim(next_week) <> '')");
                    table.CheckConstraint("weekly_report_written_by_name_not_blank", "btrim(written_by_name) <> ''");
                    table.CheckConstraint("weekly_report_written_by_not_blank", "btrim(written_by) <> ''");
                    table.ForeignKey(
                        name: "fk_weekly_report_weekly_duty_supervision_id_issue_id",
                        columns: x => new { x.supervision_id, x.issue_id },
                        principalSchema: "ledger",
                        principalTable: "weekly_duty",
                        principalColumns: new[] { "supervision_id", "issue_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "weekly_report_measure",
                schema: "ledger",
                columns: table => new
                {
                    supervision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    percent = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_weekly_report_measure", x => new { x.supervision_id, x.issue_id, x.measure_id });
                    table.CheckConstraint("weekly_report_measure_percent", "percent between 0 and 100");
                    table.ForeignKey(
                        name: "fk_weekly_report_measure_measure_measure_id",
                        column: x => x.measure_id,
                        principalSchema: "ledger",
                        principalTable: "measure",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_weekly_report_measure_weekly_report_supervision_id_issue_id",
                        columns: x => new { x.supervision_id, x.issue_id },
                        principalSchema: "ledger",
                        principalTable: "weekly_report",
                        principalColumns: new[] { "supervision_id", "issue_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_weekly_supervision_cut_off_at",
                schema: "ledger",
                table: "weekly_supervision",
                column: "cut_off_at",
                filter: "closed_at is null");

            migrationBuilder.AddCheckConstraint(
                name: "weekly_supervision_closed_after_the_cut_off",
                schema: "ledger",
                table: "weekly_supervision",
                sql: "closed_at >= cut_off_at");

            migrationBuilder.CreateIndex(
                name: "ix_weekly_duty_unit_id_supervision_id",
                schema: "ledger",
                table: "weekly_duty",
                columns: new[] { "unit_id", "supervision_id" });

            migrationBuilder.AddCheckConstraint(
                name: "weekly_duty_misses_not_negative",
                schema: "ledger",
                table: "weekly_duty",
                sql: "misses >= 0");

            migrationBuilder.AddCheckConstraint(
                name: "measure_progress_in_percent",
                schema: "ledger",
                table: "measure",
                sql: "progress between 0 and 100");

            migrationBuilder.CreateIndex(
                name: "ix_weekly_report_issue_id",
                schema: "ledger",
                table: "weekly_report",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "ix_weekly_report_measure_measure_id",
                schema: "ledger",
                table: "weekly_report_measure",
                column: "measure_id");

            migrationBuilder.AddForeignKey(
                name: "fk_weekly_duty_unit_unit_id",
                schema: "ledger",
                table: "weekly_duty",
                column: "unit_id",
                principalSchema: "ledger",
                principalTable: "unit",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_weekly_duty_unit_unit_id",
                schema: "ledger",
                table: "weekly_duty");

            migrationBuilder.DropTable(
                name: "weekly_report_measure",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "weekly_report",
                schema: "ledger");

            migrationBuilder.DropIndex(
                name: "ix_weekly_supervision_cut_off_at",
                schema: "ledger",
                table: "weekly_supervision");

            migrationBuilder.DropCheckConstraint(
                name: "weekly_supervision_closed_after_the_cut_off",
                schema: "ledger",
                table: "weekly_supervision");

            migrationBuilder.DropIndex(
                name: "ix_weekly_duty_unit_id_supervision_id",
                schema: "ledger",
                table: "weekly_duty");

            migrationBuilder.DropCheckConstraint(
                name: "weekly_duty_misses_not_negative",
                schema: "ledger",
                table: "weekly_duty");

            migrationBuilder.DropCheckConstraint(
                name: "measure_progress_in_percent",
                schema: "ledger",
                table: "measure");

            migrationBuilder.DropColumn(
                name: "closed_at",
                schema: "ledger",
                table: "weekly_supervision");

            migrationBuilder.DropColumn(
                name: "cut_off_at",
                schema: "ledger",
                table: "weekly_supervision");

            migrationBuilder.DropColumn(
                name: "misses",
                schema: "ledger",
                table: "weekly_duty");

            migrationBuilder.DropColumn(
                name: "unit_id",
                schema: "ledger",
                table: "weekly_duty");

            migrationBuilder.DropColumn(
                name: "progress",
                schema: "ledger",
                table: "measure");
        }
    }
}
