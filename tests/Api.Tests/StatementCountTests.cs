namespace CrmGraph.Api.Tests;

/// <summary>Every list, up to three levels deep, costs the same number of statements for few rows and for many.</summary>
public sealed class StatementCountTests(CrmApi api) : IClassFixture<CrmApi>
{
    [Theory]
    [InlineData(1, "accounts(first: N) { nodes { name owner { name team { name } } } }")]
    [InlineData(2, "accounts(first: N) { totalCount nodes { name } pageInfo { hasNextPage endCursor } }")]
    [InlineData(3, "accounts(first: N) { nodes { opportunities(first: 5) { nodes { name activities(first: 3) { nodes { subject owner { name } } } } } } }")]
    [InlineData(4, "accounts(first: N) { nodes { contacts(first: 5) { totalCount nodes { name email } } activities(first: 2) { nodes { subject } } } }")]
    [InlineData(2, "alerts(first: N, unreadOnly: true) { totalCount nodes { message } }")]
    [InlineData(2, "contacts(first: N) { nodes { name account { name contacts(first: 3) { nodes { name } } } } }")]
    [InlineData(3, "leads(first: N) { nodes { name source { name } owner { name } activities(first: 3) { nodes { subject participants { name account { name } } } } } }")]
    [InlineData(2, "leads(first: N) { nodes { name behaviours { kind detail at } assignment { rule reason } } }")]
    [InlineData(4, "leads(first: N) { nodes { score scoreBreakdown { rule points } } }")]
    [InlineData(2, "leads(first: N) { nodes { submissions { receivedAt form { name } } } }")]
    [InlineData(1, "captureForms { key source { name } fields { name target } }")]
    [InlineData(2, "assignmentRules { rules { name team { name } } }")]
    [InlineData(4, "leads(first: N) { nodes { duplicates { similarity matchedOn } } }")]
    [InlineData(6, "leads(first: N) { nodes { duplicates { similarity record { id ... on Lead { name owner { name } } } } } }")]
    [InlineData(3, "leads(first: N, where: { status: { in: [QUALIFIED, CONVERTED] } }) { nodes { qualification { score criteria { key } assessedBy { name } } merges { mergedBy { name } } } }")]
    [InlineData(1, "opportunities(first: N) { nodes { qualification { isQualified } } }")]
    [InlineData(1, "leads(first: N) { nodes { convertedOpportunity { number stage { name } } } }")]
    [InlineData(1, "opportunities(first: N) { nodes { number account { name owner { name } } stage { name } pipeline { name } primaryContact { name email } closeReason { name } timeInStage } }")]
    [InlineData(2, "opportunities(first: N) { nodes { isStagnant } }")]
    [InlineData(3, "opportunities(first: N) { nodes { competitors stakeholders { contact { name email } role reportsTo { name } } negotiation { term to by { name } } } }")]
    [InlineData(4, "opportunities(first: N) { nodes { needs { pain by { name } } contents { title stage { key } } proposal { summary benefits { metric } roiPercent } objections { raised status } } }")]
    [InlineData(6, "accounts(first: N) { nodes { profile { decisionMakers { name email } wonAmount { amount } openAmount { amount } averageCycle satisfaction lastContactAt preferredChannel risk } } }")]
    [InlineData(3, "opportunities(first: N) { nodes { stageTimes { stage { key } visits total current } } }")]
    [InlineData(2, "opportunities(first: N) { nodes { stageHistory { from { name } to { name } by { name } at } } }")]
    [InlineData(3, "opportunities(first: N) { nodes { pipeline { stages { name } } activities(first: 2) { nodes { kind } } } }")]
    [InlineData(2, "activities(first: N) { nodes { subject participants { name } lead { name } opportunity { number } account { name } } }")]
    [InlineData(2, "activities(first: N) { nodes { subject body candidates { number } } }")]
    [InlineData(1, "activities(first: N, where: { subject: { neq: \"?\" } }, order: [{ body: ASC }]) { nodes { subject body purpose outcome location visibility } }")]
    [InlineData(1, "users(first: N) { nodes { name team { name parent { name } } manager { name } } }")]
    [InlineData(2, "teams { name parent { name } members { name manager { name } } }")]
    [InlineData(2, "pipelines { name stages { key pipeline { name } } }")]
    [InlineData(2, "pipelines { version stages { key exitCriteria { key description } requiredActivities } }")]
    [InlineData(7, "opportunities(first: N) { nodes { stageOptions { allowed stage { key exitCriteria { key } } blockers { code message path fixableBy } } } }")]
    [InlineData(6, "opportunities(first: N) { nodes { quotes { number lines { product } approval { status } createdBy { name } } approvals { status steps { approver { name } } requestedBy { name } } } }")]
    [InlineData(1, "opportunities(first: N) { nodes { contract { number outstanding { amount } } review { lessons reason { key } reviewedBy { name } } survey { score } } }")]
    [InlineData(2, "approvals { status subject { __typename ... on Quote { number opportunity { number } } ... on Opportunity { name } } }")]
    [InlineData(2, "quotes(first: N) { nodes { number opportunity { name owner { name } } lines { total { amount } } } }")]
    [InlineData(4, "contracts(first: N) { nodes { number opportunity { name } collectionTime instalments { isOverdue payments { amount { amount } recordedBy { name } } } } }")]
    [InlineData(2, "instalments(first: N) { nodes { isOverdue contract { number opportunity { account { name } } } payments { reference } } }")]
    [InlineData(1, "overdueInstalments(first: N) { nodes { dueOn contract { number } } }")]
    [InlineData(2, "opportunities(first: N) { nodes { number erpSyncs { status externalNumber } } }")]
    [InlineData(1, "exchangeRates(first: N) { nodes { from rate validFrom } }")]
    [InlineData(2, "approvalPolicies { name rules { totalAbove approverRoles } }")]
    [InlineData(2, "opportunityTotals { count amount { amount } byCurrency { rate } }")]
    [InlineData(1, "leadSources { key name channel }")]
    [InlineData(1, "closeReasons { key name appliesTo department }")]
    [InlineData(1, "me { name team { name parent { name } } manager { name } }")]
    public async Task A_list_costs_a_constant_number_of_statements(int statements, string field)
    {
        await api.DataAsync("admin", $"{{ {field.Replace("first: N", "first: 10", StringComparison.Ordinal)} }}");
        Assert.True(statements == api.StatementCount, $"{api.StatementCount} statements for few rows:\n{api.StatementText}");

        await api.DataAsync("admin", $"{{ {field.Replace("first: N", "first: 100", StringComparison.Ordinal)} }}");
        Assert.True(statements == api.StatementCount, $"{api.StatementCount} statements for many rows:\n{api.StatementText}");
    }
}
