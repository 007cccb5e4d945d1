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
    [Migration("20261125015804_Roster")]
    public partial class Roster : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_unit_name",
                schema: "ledger",
                table: "unit");

            migrationBuilder.AddColumn<DateOnly>(
                name: "removed_on",
                schema: "ledger",
                table: "unit",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "left_on",
                schema: "ledger",
                table: "person",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "roster_entry",
                schema: "ledger",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    what = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roster_entry", x => x.id);
                    table.CheckConstraint("roster_entry_actor_id_not_blank", "btrim(actor_id) <> ''");
                    table.CheckConstraint("roster_entry_actor_name_not_blank", "btrim(actor_name) <> ''");
                    table.CheckConstraint("roster_entry_what_has_a_kind", "what ? 'kind'");
                    table.ForeignKey(
                        name: "fk_roster_entry_person_person_id",
                        column: x => x.person_id,
                        principalSchema: "ledger",
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_roster_entry_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "ledger",
                        principalTable: "unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_unit_name",
                schema: "ledger",
                table: "unit",
                column: "name",
                unique: true,
                filter: "removed_on is null");

            migrationBuilder.CreateIndex(
                name: "ix_roster_entry_person_id_id",
                schema: "ledger",
                table: "roster_entry",
                columns: new[] { "person_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_roster_entry_unit_id_id",
                schema: "ledger",
                table: "roster_entry",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf("roster"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "roster_entry",
                schema: "ledger");

            migrationBuilder.DropIndex(
                name: "ix_unit_name",
                schema: "ledger",
                table: "unit");

            migrationBuilder.DropColumn(
                name: "removed_on",
                schema: "ledger",
                table: "unit");

            migrationBuilder.DropColumn(
                name: "left_on",
                schema: "ledger",
                table: "person");

            migrationBuilder.CreateIndex(
                name: "ix_unit_name",
                schema: "ledger",
                table: "unit",
                column: "name",
                unique: true);
        }
    }
}
