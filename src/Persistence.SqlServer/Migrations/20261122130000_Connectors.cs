using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmGraph.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Connectors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "RecordedById",
                table: "Payments",
                type: "uniqueidentifier",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier");

            migrationBuilder.AddColumn<string>(
                name: "Connector",
                table: "Payments",
                type: "nvarchar(90)",
                maxLength: 90,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.CreateTable(
                name: "ErpSyncs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Connector = table.Column<string>(type: "nvarchar(90)", maxLength: 90, nullable: false, collation: "Latin1_General_100_BIN2"),
                    OpportunityId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TeamId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Key = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Status = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Step = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Fingerprint = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ExternalId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ExternalNumber = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ExternalUrl = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    ExternalTotal = table.Column<long>(type: "bigint", nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    Failures = table.Column<int>(type: "int", nullable: false),
                    LastError = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    LastAttemptAt = table.Column<long>(type: "bigint", nullable: true),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    SyncedAt = table.Column<long>(type: "bigint", nullable: true),
                    IsDoubtful = table.Column<bool>(type: "bit", nullable: false),
                    InvoicesReadAt = table.Column<long>(type: "bigint", nullable: true),
                    InvoicesDueAt = table.Column<long>(type: "bigint", nullable: true),
                    PaymentProblem = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErpSyncs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ErpSyncs_Opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "Opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ErpSyncs_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ErpSyncs_Users_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ErpInvoices",
                columns: table => new
                {
                    ErpSyncId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ExternalId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Number = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    InvoicedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Net_Amount = table.Column<long>(type: "bigint", nullable: false),
                    Net_Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Paid_Amount = table.Column<long>(type: "bigint", nullable: false),
                    Paid_Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Total_Amount = table.Column<long>(type: "bigint", nullable: false),
                    Total_Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErpInvoices", x => new { x.ErpSyncId, x.ExternalId });
                    table.ForeignKey(
                        name: "FK_ErpInvoices_ErpSyncs_ErpSyncId",
                        column: x => x.ErpSyncId,
                        principalTable: "ErpSyncs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ErpSyncSteps",
                columns: table => new
                {
                    ErpSyncId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Sequence = table.Column<int>(type: "int", nullable: false),
                    Attempt = table.Column<int>(type: "int", nullable: false),
                    Step = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Outcome = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RequestHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    StatusCode = table.Column<int>(type: "int", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErpSyncSteps", x => new { x.ErpSyncId, x.Sequence });
                    table.ForeignKey(
                        name: "FK_ErpSyncSteps_ErpSyncs_ErpSyncId",
                        column: x => x.ErpSyncId,
                        principalTable: "ErpSyncs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ErpSyncs_Connector_InvoicesDueAt",
                table: "ErpSyncs",
                columns: new[] { "Connector", "InvoicesDueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ErpSyncs_Connector_Key",
                table: "ErpSyncs",
                columns: new[] { "Connector", "Key" });

            migrationBuilder.CreateIndex(
                name: "IX_ErpSyncs_Connector_NextAttemptAt",
                table: "ErpSyncs",
                columns: new[] { "Connector", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ErpSyncs_Connector_OpportunityId",
                table: "ErpSyncs",
                columns: new[] { "Connector", "OpportunityId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ErpSyncs_OpportunityId",
                table: "ErpSyncs",
                column: "OpportunityId");

            migrationBuilder.CreateIndex(
                name: "IX_ErpSyncs_OwnerId",
                table: "ErpSyncs",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_ErpSyncs_TeamId",
                table: "ErpSyncs",
                column: "TeamId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ErpInvoices");

            migrationBuilder.DropTable(
                name: "ErpSyncSteps");

            migrationBuilder.DropTable(
                name: "ErpSyncs");

            migrationBuilder.DropColumn(
                name: "Connector",
                table: "Payments");

            migrationBuilder.AlterColumn<Guid>(
                name: "RecordedById",
                table: "Payments",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uniqueidentifier",
                oldNullable: true);
        }
    }
}
