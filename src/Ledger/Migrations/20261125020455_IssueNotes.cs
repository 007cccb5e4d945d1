using System;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ledger.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(LedgerDb))]
    [Migration("20261125020455_IssueNotes")]
    public partial class IssueNotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "issue_note",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    issue_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_name = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issue_note", x => x.id);
                    table.CheckConstraint("issue_note_key_not_blank", "btrim(key) <> ''");
                    table.CheckConstraint("issue_note_person_name_not_blank", "btrim(person_name) <> ''");
                    table.CheckConstraint("issue_note_text_not_blank", "btrim(text) <> ''");
                    table.CheckConstraint("issue_note_text_of_a_mail", "length(text) <= 20000");
                    table.ForeignKey(
                        name: "fk_issue_note_issue_issue_id",
                        column: x => x.issue_id,
                        principalSchema: "ledger",
                        principalTable: "issue",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_issue_note_people_person_id",
                        column: x => x.person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_issue_note_issue_id_written_at",
                schema: "ledger",
                table: "issue_note",
                columns: new[] { "issue_id", "written_at" });

            migrationBuilder.CreateIndex(
                name: "ix_issue_note_key",
                schema: "ledger",
                table: "issue_note",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_issue_note_person_id",
                schema: "ledger",
                table: "issue_note",
                column: "person_id");

            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf(61));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "issue_note",
                schema: "ledger");
        }
    }
}
