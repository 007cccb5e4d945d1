using System;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ledger.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(LedgerDb))]
    [Migration("20261125044229_Attachments")]
    public partial class Attachments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "letter_answer_file",
                schema: "ledger",
                columns: table => new
                {
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    letter_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_letter_answer_file", x => new { x.file_id, x.letter_id });
                    table.ForeignKey(
                        name: "fk_letter_answer_file_files_file_id",
                        column: x => x.file_id,
                        principalSchema: "ledger",
                        principalTable: "stored_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_letter_answer_file_letter_letter_id",
                        column: x => x.letter_id,
                        principalSchema: "ledger",
                        principalTable: "letter",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "weekly_report_file",
                schema: "ledger",
                columns: table => new
                {
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    supervision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_weekly_report_file", x => new { x.file_id, x.supervision_id, x.issue_id });
                    table.ForeignKey(
                        name: "fk_weekly_report_file_stored_file_file_id",
                        column: x => x.file_id,
                        principalSchema: "ledger",
                        principalTable: "stored_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_weekly_report_file_weekly_report_supervision_id_issue_id",
                        columns: x => new { x.supervision_id, x.issue_id },
                        principalSchema: "ledger",
                        principalTable: "weekly_report",
                        principalColumns: new[] { "supervision_id", "issue_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_letter_answer_file_letter_id",
                schema: "ledger",
                table: "letter_answer_file",
                column: "letter_id");

            migrationBuilder.CreateIndex(
                name: "ix_weekly_report_file_supervision_id_issue_id",
                schema: "ledger",
                table: "weekly_report_file",
                columns: new[] { "supervision_id", "issue_id" });

            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf("attachments"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "letter_answer_file",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "weekly_report_file",
                schema: "ledger");

            migrationBuilder.Sql("drop function ledger.check_attachment; drop function ledger.check_report_file;");
        }
    }
}
