using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmGraph.Persistence.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "Connector",
                table: "Payments",
                type: "TEXT",
                maxLength: 90,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ErpSyncs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Connector = table.Column<string>(type: "TEXT", maxLength: 90, nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ExternalId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ExternalNumber = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ExternalUrl = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ExternalTotal = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    LastAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SyncedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IsDoubtful = table.Column<bool>(type: "INTEGER", nullable: false),
                    InvoicesReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    InvoicesDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PaymentProblem = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    ErpSyncId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    InvoicedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PaidOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Net_Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Net_Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Paid_Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Paid_Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Total_Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Total_Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false)
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
                    ErpSyncId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    RequestHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    StatusCode = table.Column<int>(type: "INTEGER", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
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
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
