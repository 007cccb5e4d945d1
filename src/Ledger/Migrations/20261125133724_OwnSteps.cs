using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ledger.Migrations
{
    /// <inheritdoc />
    public partial class OwnSteps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "own_step",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<string>(type: "text", nullable: false),
                    task_name = table.Column<string>(type: "text", nullable: false),
                    party = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_own_step", x => x.id);
                    table.CheckConstraint("own_step_closed_when_not_open", "(outcome = 'Open') = (closed_at is null)");
                    table.CheckConstraint("own_step_decided_by_somebody", "(outcome in ('Agreed', 'Returned')) = (decided_by_name is not null)");
                    table.CheckConstraint("own_step_outcome_known", "outcome in ('Open', 'Agreed', 'Returned', 'Dropped')");
                    table.CheckConstraint("own_step_party_known", "party in ('Office', 'LeadUnit', 'UnitHead', 'LeadLeaders', 'LeadingGroup')");
                    table.CheckConstraint("own_step_task_id_not_blank", "btrim(task_id) <> ''");
                    table.CheckConstraint("own_step_task_name_not_blank", "btrim(task_name) <> ''");
                    table.ForeignKey(
                        name: "fk_own_step_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_own_step_issue_id",
                schema: "ledger",
                table: "own_step",
                column: "issue_id");

            migrationBuilder.CreateIndex(
                name: "ix_own_step_open",
                schema: "ledger",
                table: "own_step",
                column: "due_on",
                filter: "outcome = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_own_step_task_id",
                schema: "ledger",
                table: "own_step",
                column: "task_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "own_step",
                schema: "ledger");
        }
    }
}
