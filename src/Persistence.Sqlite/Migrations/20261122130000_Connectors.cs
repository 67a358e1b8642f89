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

            migrationBuilder.AddColumn<string>(
                name: "Location",
                table: "Activities",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MatchReason",
                table: "Activities",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Sending",
                table: "Activities",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VisibilityLimit",
                table: "Activities",
                type: "TEXT",
                maxLength: 30,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "WithdrawnAt",
                table: "Activities",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ActivityCandidates",
                columns: table => new
                {
                    ActivityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivityCandidates", x => new { x.ActivityId, x.OpportunityId });
                    table.ForeignKey(
                        name: "FK_ActivityCandidates_Activities_ActivityId",
                        column: x => x.ActivityId,
                        principalTable: "Activities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ActivityCandidates_Opportunities_OpportunityId",
                        column: x => x.OpportunityId,
                        principalTable: "Opportunities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ActivityUsers",
                columns: table => new
                {
                    ActivityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivityUsers", x => new { x.ActivityId, x.UserId });
                    table.ForeignKey(
                        name: "FK_ActivityUsers_Activities_ActivityId",
                        column: x => x.ActivityId,
                        principalTable: "Activities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ActivityUsers_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ChangeSubscriptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Connector = table.Column<string>(type: "TEXT", maxLength: 90, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    RemoteId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RenewAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChangeSubscriptions", x => x.Id);
                });

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
                name: "HashKeys",
                columns: table => new
                {
                    Connector = table.Column<string>(type: "TEXT", maxLength: 90, nullable: false),
                    Secret = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HashKeys", x => x.Connector);
                });

            migrationBuilder.CreateTable(
                name: "ImportedItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mailbox = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    ItemKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    MessageKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ThreadKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ActivityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Generation = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    OpportunityId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Candidates = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportedItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportedItems_Activities_ActivityId",
                        column: x => x.ActivityId,
                        principalTable: "Activities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingItems",
                columns: table => new
                {
                    ActivityId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mailbox = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    IsMeeting = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    RemoteId = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingItems", x => x.ActivityId);
                    table.ForeignKey(
                        name: "FK_OutgoingItems_Activities_ActivityId",
                        column: x => x.ActivityId,
                        principalTable: "Activities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SkippedItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mailbox = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MessageKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ThreadKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SkippedItems", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SyncSources",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Connector = table.Column<string>(type: "TEXT", maxLength: 90, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Account = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Remote = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    Cursor = table.Column<string>(type: "TEXT", nullable: true),
                    Generation = table.Column<int>(type: "INTEGER", nullable: false),
                    IsComplete = table.Column<bool>(type: "INTEGER", nullable: false),
                    WindowStart = table.Column<long>(type: "INTEGER", nullable: true),
                    WindowEnd = table.Column<long>(type: "INTEGER", nullable: true),
                    Seen = table.Column<long>(type: "INTEGER", nullable: false),
                    Stored = table.Column<long>(type: "INTEGER", nullable: false),
                    Skipped = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSyncAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: false),
                    WokenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Wakes = table.Column<int>(type: "INTEGER", nullable: false),
                    BehindSince = table.Column<long>(type: "INTEGER", nullable: true),
                    Turn = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SyncSources", x => x.Id);
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
                name: "IX_ActivityCandidates_OpportunityId",
                table: "ActivityCandidates",
                column: "OpportunityId");

            migrationBuilder.CreateIndex(
                name: "IX_ActivityUsers_UserId",
                table: "ActivityUsers",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_ChangeSubscriptions_Connector_Account_Kind",
                table: "ChangeSubscriptions",
                columns: new[] { "Connector", "Account", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ChangeSubscriptions_RemoteId",
                table: "ChangeSubscriptions",
                column: "RemoteId");

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

            migrationBuilder.CreateIndex(
                name: "IX_ImportedItems_ActivityId",
                table: "ImportedItems",
                column: "ActivityId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportedItems_Mailbox_ItemKey",
                table: "ImportedItems",
                columns: new[] { "Mailbox", "ItemKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportedItems_Mailbox_ThreadKey",
                table: "ImportedItems",
                columns: new[] { "Mailbox", "ThreadKey" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportedItems_MessageKey",
                table: "ImportedItems",
                column: "MessageKey");

            migrationBuilder.CreateIndex(
                name: "IX_ImportedItems_SourceId_Generation",
                table: "ImportedItems",
                columns: new[] { "SourceId", "Generation" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingItems_Mailbox_State_NextAttemptAt",
                table: "OutgoingItems",
                columns: new[] { "Mailbox", "State", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SkippedItems_Mailbox_MessageKey",
                table: "SkippedItems",
                columns: new[] { "Mailbox", "MessageKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SkippedItems_Mailbox_ThreadKey",
                table: "SkippedItems",
                columns: new[] { "Mailbox", "ThreadKey" });

            migrationBuilder.CreateIndex(
                name: "IX_SkippedItems_SourceId_Reason",
                table: "SkippedItems",
                columns: new[] { "SourceId", "Reason" });

            migrationBuilder.CreateIndex(
                name: "IX_SyncSources_Connector_Key",
                table: "SyncSources",
                columns: new[] { "Connector", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SyncSources_Connector_NextAt",
                table: "SyncSources",
                columns: new[] { "Connector", "NextAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ActivityCandidates");

            migrationBuilder.DropTable(
                name: "ActivityUsers");

            migrationBuilder.DropTable(
                name: "ChangeSubscriptions");

            migrationBuilder.DropTable(
                name: "ErpInvoices");

            migrationBuilder.DropTable(
                name: "ErpSyncSteps");

            migrationBuilder.DropTable(
                name: "HashKeys");

            migrationBuilder.DropTable(
                name: "ImportedItems");

            migrationBuilder.DropTable(
                name: "OutgoingItems");

            migrationBuilder.DropTable(
                name: "SkippedItems");

            migrationBuilder.DropTable(
                name: "SyncSources");

            migrationBuilder.DropTable(
                name: "ErpSyncs");

            migrationBuilder.DropColumn(
                name: "Connector",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "Location",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "MatchReason",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "Sending",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "VisibilityLimit",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "Activities");

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
