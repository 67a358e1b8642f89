using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmGraph.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LeadToCash : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Qualification",
                table: "Opportunities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Qualification",
                table: "Leads",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Qualification",
                table: "Opportunities");

            migrationBuilder.DropColumn(
                name: "Qualification",
                table: "Leads");
        }
    }
}
