using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Host.Accounts.Migrations
{
    /// <inheritdoc />
    public partial class Managing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "closed_at",
                schema: "identity",
                table: "account",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "account_link",
                schema: "identity",
                columns: table => new
                {
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_link", x => x.token_hash);
                    table.CheckConstraint("account_link_expires_later", "expires_at > made_at");
                    table.ForeignKey(
                        name: "fk_account_link_asp_net_users_account_id",
                        column: x => x.account_id,
                        principalSchema: "identity",
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_link_account_id",
                schema: "identity",
                table: "account_link",
                column: "account_id",
                unique: true,
                filter: "used_at is null");

            // By hand: once the office can sign in, somebody of it always can. Checked at commit, whoever wrote the rows.
            migrationBuilder.Sql("""
                create function identity.check_office() returns trigger language plpgsql as $$
                begin
                    if not exists (select 1 from identity.account where role = 'Office' and closed_at is null) then
                        raise exception 'the last account of the office stays' using errcode = 'check_violation', constraint = 'an_office_account_stays_open';
                    end if;
                    return null;
                end $$;

                create constraint trigger an_office_account_stays_open after update or delete on identity.account
                    deferrable initially deferred for each row when (old.role = 'Office' and old.closed_at is null)
                    execute function identity.check_office();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_link",
                schema: "identity");

            migrationBuilder.DropColumn(
                name: "closed_at",
                schema: "identity",
                table: "account");
        }
    }
}
