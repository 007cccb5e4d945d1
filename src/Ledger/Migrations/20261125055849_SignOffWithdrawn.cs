using Ledger.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ledger.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(LedgerDb))]
    [Migration("20261125055849_SignOffWithdrawn")]
    public partial class SignOffWithdrawn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "sign_off_round_nobody_decides_on_his_own_request",
                schema: "ledger",
                table: "sign_off_round");

            migrationBuilder.DropCheckConstraint(
                name: "sign_off_round_outcome_known",
                schema: "ledger",
                table: "sign_off_round");

            migrationBuilder.DropCheckConstraint(
                name: "sign_off_round_return_needs_a_reason",
                schema: "ledger",
                table: "sign_off_round");

            migrationBuilder.AddCheckConstraint(
                name: "sign_off_round_nobody_decides_on_his_own_request",
                schema: "ledger",
                table: "sign_off_round",
                sql: "decided_by <> applied_by or outcome = 'Withdrawn'");

            migrationBuilder.AddCheckConstraint(
                name: "sign_off_round_outcome_known",
                schema: "ledger",
                table: "sign_off_round",
                sql: "outcome in ('Pending', 'Approved', 'Returned', 'Withdrawn')");

            migrationBuilder.AddCheckConstraint(
                name: "sign_off_round_return_needs_a_reason",
                schema: "ledger",
                table: "sign_off_round",
                sql: "outcome not in ('Returned', 'Withdrawn') or (reason is not null and btrim(reason) <> '')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "sign_off_round_nobody_decides_on_his_own_request",
                schema: "ledger",
                table: "sign_off_round");

            migrationBuilder.DropCheckConstraint(
                name: "sign_off_round_outcome_known",
                schema: "ledger",
                table: "sign_off_round");

            migrationBuilder.DropCheckConstraint(
                name: "sign_off_round_return_needs_a_reason",
                schema: "ledger",
                table: "sign_off_round");

            migrationBuilder.AddCheckConstraint(
                name: "sign_off_round_nobody_decides_on_his_own_request",
                schema: "ledger",
                table: "sign_off_round",
                sql: "decided_by <> applied_by");

            migrationBuilder.AddCheckConstraint(
                name: "sign_off_round_outcome_known",
                schema: "ledger",
                table: "sign_off_round",
                sql: "outcome in ('Pending', 'Approved', 'Returned')");

            migrationBuilder.AddCheckConstraint(
                name: "sign_off_round_return_needs_a_reason",
                schema: "ledger",
                table: "sign_off_round",
                sql: "outcome <> 'Returned' or (reason is not null and btrim(reason) <> '')");
        }
    }
}
