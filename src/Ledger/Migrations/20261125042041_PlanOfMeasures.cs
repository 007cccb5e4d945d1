using System;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ledger.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(LedgerDb))]
    [Migration("20261125042041_PlanOfMeasures")]
    public partial class PlanOfMeasures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "planned_from",
                schema: "ledger",
                table: "measure",
                type: "date",
                nullable: true);

            migrationBuilder.Sql(Ledger.Storage.LedgerSchema.SqlOf("plan"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function ledger.points_behind");
            migrationBuilder.DropColumn(
                name: "planned_from",
                schema: "ledger",
                table: "measure");
        }
    }
}
