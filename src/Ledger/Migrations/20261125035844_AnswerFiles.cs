using System;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ledger.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(LedgerDb))]
    [Migration("20261125035844_AnswerFiles")]
    public partial class AnswerFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "left_out",
                schema: "ledger",
                table: "issue_note",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.CreateTable(
                name: "issue_note_file",
                schema: "ledger",
                columns: table => new
                {
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_note_file", x => new { x.file_id, x.note_id });
                    table.ForeignKey(
                        name: "fk_issue_note_file_files_file_id",
                        column: x => x.file_id,
                        principalSchema: "ledger",
                        principalTable: "stored_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issue_note_file_issue_note_note_id",
                        column: x => x.note_id,
                        principalSchema: "ledger",
                        principalTable: "issue_note",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "issue_note_left_out_is_a_list",
                schema: "ledger",
                table: "issue_note",
                sql: "jsonb_typeof(left_out) = 'array'");

            migrationBuilder.CreateIndex(
                name: "ix_issue_note_file_note_id",
                schema: "ledger",
                table: "issue_note_file",
                column: "note_id");

            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf("answer-files"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "issue_note_file",
                schema: "ledger");

            migrationBuilder.DropCheckConstraint(
                name: "issue_note_left_out_is_a_list",
                schema: "ledger",
                table: "issue_note");

            migrationBuilder.DropColumn(
                name: "left_out",
                schema: "ledger",
                table: "issue_note");
        }
    }
}
