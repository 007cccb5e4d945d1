using System;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ledger.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(LedgerDb))]
    [Migration("20261125013400_Calendar")]
    public partial class Calendar : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_measure_deadline",
                schema: "ledger",
                table: "measure");

            migrationBuilder.AddColumn<DateOnly>(
                name: "due_on",
                schema: "ledger",
                table: "measure",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "due_provisional",
                schema: "ledger",
                table: "measure",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "calendar_override",
                schema: "ledger",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    is_off = table.Column<bool>(type: "boolean", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    set_by_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_override", x => x.day);
                    table.CheckConstraint("calendar_override_name_not_blank", "btrim(name) <> ''");
                    table.CheckConstraint("calendar_override_set_by_name_not_blank", "btrim(set_by_name) <> ''");
                });

            migrationBuilder.CreateTable(
                name: "calendar_year",
                schema: "ledger",
                columns: table => new
                {
                    year = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    loaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    loaded_by_name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_year", x => x.year);
                    table.CheckConstraint("calendar_year_loaded_by_name_not_blank", "btrim(loaded_by_name) <> ''");
                    table.CheckConstraint("calendar_year_source_not_blank", "btrim(source) <> ''");
                    table.CheckConstraint("calendar_year_year_in_reach", "year between 2000 and 2100");
                });

            migrationBuilder.CreateTable(
                name: "calendar_day",
                schema: "ledger",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    is_off = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_day", x => x.day);
                    table.CheckConstraint("calendar_day_day_near_its_year", "abs(day - make_date(year, 7, 2)) <= 200");
                    table.CheckConstraint("calendar_day_make_up_on_a_weekend", "is_off or extract(isodow from day) >= 6");
                    table.CheckConstraint("calendar_day_name_not_blank", "btrim(name) <> ''");
                    table.ForeignKey(
                        name: "fk_calendar_day_calendar_year_year",
                        column: x => x.year,
                        principalSchema: "ledger",
                        principalTable: "calendar_year",
                        principalColumn: "year",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_measure_due_on",
                schema: "ledger",
                table: "measure",
                column: "due_on",
                filter: "status = 'Open'");

            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf("calendar"));

            migrationBuilder.AddCheckConstraint(
                name: "measure_due_when_dated",
                schema: "ledger",
                table: "measure",
                sql: "(deadline is null) = (due_on is null) and due_on >= deadline");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_day_year",
                schema: "ledger",
                table: "calendar_day",
                column: "year");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                drop trigger deadline_settled on ledger.measure;
                drop function ledger.settle_deadline();
                drop function ledger.next_working_day(date);
                drop function ledger.is_working_day(date);
                """);

            migrationBuilder.DropTable(
                name: "calendar_day",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "calendar_override",
                schema: "ledger");

            migrationBuilder.DropTable(
                name: "calendar_year",
                schema: "ledger");

            migrationBuilder.DropIndex(
                name: "ix_measure_due_on",
                schema: "ledger",
                table: "measure");

            migrationBuilder.DropCheckConstraint(
                name: "measure_due_when_dated",
                schema: "ledger",
                table: "measure");

            migrationBuilder.DropColumn(
                name: "due_on",
                schema: "ledger",
                table: "measure");

            migrationBuilder.DropColumn(
                name: "due_provisional",
                schema: "ledger",
                table: "measure");

            migrationBuilder.CreateIndex(
                name: "ix_measure_deadline",
                schema: "ledger",
                table: "measure",
                column: "deadline",
                filter: "status = 'Open'");
        }
    }
}
