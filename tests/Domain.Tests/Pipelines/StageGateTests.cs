using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Pipelines;

public sealed class StageGateTests
{
    private static readonly StageCriterion Step = new() { Key = "step", Kind = CriterionKind.FieldPresent, Field = "nextStep" };

    private static readonly DealFacts Nothing = new()
    {
        Amount = Given.Cny(0),
        ExpectedRevenue = Given.Cny(0),
        Probability = 0.1,
        CloseDate = new DateOnly(2026, 9, 30),
        CallerRole = Role.SalesRep,
        OwnerRole = Role.SalesRep,
    };

    [Fact]
    public void Without_criteria_every_other_stage_is_open()
    {
        var pipeline = Given.Pipeline();
        var gate = new StageGate(pipeline.Stages);

        Assert.Equal(["talk", "sign", "won", "lost"], gate.OptionsFrom(pipeline.StageWith("quote")).Select(s => s.Key));
        Assert.All(gate.OptionsFrom(pipeline.First), to => Assert.Empty(gate.Evaluate(Nothing, pipeline.First, to)));
    }

    [Fact]
    public void A_closed_deal_has_no_options() => Assert.Empty(new StageGate(Given.Pipeline().Stages).OptionsFrom(Given.Pipeline().Won));

    [Fact]
    public void Forwards_takes_the_exit_criteria_of_this_stage_and_of_every_skipped_one_but_only_the_activities_of_this_one()
    {
        var pipeline = Make(
            (new StageDefinition("a", "A", StageKind.Open, 0.1, ForecastCategory.Pipeline, ExitCriteria: [Step], RequiredActivities: [ActivityKind.Call])),
            (new StageDefinition("b", "B", StageKind.Open, 0.2, ForecastCategory.Pipeline, ExitCriteria: [Step with { Key = "b", Field = "source" }], RequiredActivities: [ActivityKind.Visit])),
            (new StageDefinition("c", "C", StageKind.Open, 0.3, ForecastCategory.Pipeline, ExitCriteria: [Step with { Key = "c", Field = "primaryContact" }])));

        Assert.Equal(["step", "required:CALL"], Keys(pipeline, Nothing, "a", "b"));
        Assert.Equal(["step", "b", "required:CALL"], Keys(pipeline, Nothing, "a", "c"));
        Assert.Equal(["step", "b", "c", "required:CALL"], Keys(pipeline, Nothing, "a", "won"));
        Assert.Equal(["b", "c"], Keys(pipeline, Nothing with { DoneInStage = [ActivityKind.Visit] }, "b", "won"));
    }

    [Fact]
    public void Back_and_to_LOST_takes_nothing()
    {
        var pipeline = Make(
            new StageDefinition("a", "A", StageKind.Open, 0.1, ForecastCategory.Pipeline),
            new StageDefinition("b", "B", StageKind.Open, 0.2, ForecastCategory.Pipeline, ExitCriteria: [Step], RequiredActivities: [ActivityKind.Visit]));

        Assert.Empty(Keys(pipeline, Nothing, "b", "a"));
        Assert.Empty(Keys(pipeline, Nothing, "b", "lost"));
        Assert.Equal(["step", "required:VISIT"], Keys(pipeline, Nothing, "b", "won"));
    }

    [Fact]
    public void Who_may_not_change_the_deal_is_blocked_in_every_direction()
    {
        var pipeline = Make(
            new StageDefinition("a", "A", StageKind.Open, 0.1, ForecastCategory.Pipeline),
            new StageDefinition("b", "B", StageKind.Open, 0.2, ForecastCategory.Pipeline, ExitCriteria: [Step]));

        var back = Assert.Single(Evaluate(pipeline, Nothing with { Forbidden = BlockerCode.NotOwner }, "b", "a"));
        Assert.Equal((BlockerCode.NotOwner, true, Role.SalesRep), (back.Code, back.IsPermission, back.FixableBy));
        Assert.Equal(["permission", "step"], Keys(pipeline, Nothing with { Forbidden = BlockerCode.Role, CallerRole = Role.ReadOnly }, "b", "won"));
    }

    [Theory]
    [InlineData("0", BlockerCode.FieldMissing, null)]
    [InlineData("999.99", BlockerCode.FieldOutOfRange, "999.99")]
    [InlineData("5000.01", BlockerCode.FieldOutOfRange, "5000.01")]
    public void A_field_out_of_range_says_what_is_and_what_should_be(string amount, BlockerCode code, string? actual)
    {
        var criterion = new StageCriterion { Key = "size", Kind = CriterionKind.FieldInRange, Field = "amount", Min = "1000", Max = "5e3" };

        var blocker = Blocker(criterion, Nothing with { Amount = Given.Cny(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)) });

        Assert.Equal((code, "size", "1000 .. 5000", actual, Role.SalesRep), (blocker!.Code, blocker.Criterion, blocker.Expected, blocker.Actual, blocker.FixableBy));
        Assert.Equal(["amount"], blocker.Path);
        Assert.Null(Blocker(criterion, Nothing with { Amount = Given.Cny(1000) }));
        Assert.Null(Blocker(criterion, Nothing with { Amount = Given.Cny(5000) }));
    }

    [Fact]
    public void Dates_and_numbers_of_the_account_have_ranges_too()
    {
        Assert.Equal("2026-09-30", Blocker(new() { Key = "k", Kind = CriterionKind.FieldInRange, Field = "closeDate", Max = "2026-09-29" }, Nothing)!.Actual);
        Assert.Null(Blocker(new() { Key = "k", Kind = CriterionKind.FieldInRange, Field = "closeDate", Max = "2026-09-30" }, Nothing));
        Assert.Equal(["account", "employees"], Blocker(new() { Key = "k", Kind = CriterionKind.FieldInRange, Field = "account.employees", Min = "50" }, Nothing)!.Path);
    }

    [Fact]
    public void Each_kind_of_criterion_is_met_by_its_own_fact()
    {
        Assert.Equal(BlockerCode.ActivityMissing, Blocker(new() { Key = "k", Kind = CriterionKind.Activity, ActivityKind = ActivityKind.Demo }, Nothing with { DoneInStage = [ActivityKind.Call] })!.Code);
        Assert.Null(Blocker(new() { Key = "k", Kind = CriterionKind.Activity, ActivityKind = ActivityKind.Demo }, Nothing with { DoneInStage = [ActivityKind.Demo] }));
        Assert.Equal("NOT_QUALIFIED", Blocker(new() { Key = "k", Kind = CriterionKind.Qualified }, Nothing with { IsQualified = false })!.Actual);
        Assert.Null(Blocker(new() { Key = "k", Kind = CriterionKind.Qualified }, Nothing with { IsQualified = true }));
        Assert.Equal("CHAMPION", Blocker(new() { Key = "k", Kind = CriterionKind.Stakeholder, StakeholderRole = StakeholderRole.DecisionMaker }, Nothing with { Stakeholders = [StakeholderRole.Champion] })!.Actual);
        Assert.Null(Blocker(new() { Key = "k", Kind = CriterionKind.Stakeholder, StakeholderRole = StakeholderRole.DecisionMaker }, Nothing with { Stakeholders = [StakeholderRole.DecisionMaker] }));
        Assert.Equal(BlockerCode.QuoteNotAccepted, Blocker(new() { Key = "k", Kind = CriterionKind.QuoteAccepted }, Nothing)!.Code);
        Assert.Null(Blocker(new() { Key = "k", Kind = CriterionKind.QuoteAccepted }, Nothing with { HasAcceptedQuote = true }));
        Assert.Null(Blocker(new() { Key = "k", Kind = CriterionKind.Approved }, Nothing with { IsApproved = true }));
    }

    [Fact]
    public void An_approval_is_cured_by_whoever_it_waits_for()
    {
        var blocker = Blocker(new() { Key = "k", Kind = CriterionKind.Approved }, Nothing with { IsApprovalPending = true, ApproverRole = Role.SalesDirector })!;

        Assert.Equal((BlockerCode.ApprovalPending, "PENDING", Role.SalesDirector), (blocker.Code, blocker.Actual, blocker.FixableBy));
    }

    [Theory]
    [InlineData(Role.SalesManager, Role.SalesRep, false)]
    [InlineData(Role.SalesManager, Role.SalesManager, true)]
    [InlineData(Role.SalesManager, Role.SalesDirector, true)]
    [InlineData(Role.SalesManager, Role.Admin, true)]
    [InlineData(Role.SalesManager, Role.Integration, false)]
    [InlineData(Role.Finance, Role.SalesDirector, false)]
    [InlineData(Role.Finance, Role.Finance, true)]
    public void A_role_suffices_for_itself_and_for_those_below_it_in_sales(Role needed, Role caller, bool suffices)
    {
        var blocker = Blocker(new() { Key = "k", Kind = CriterionKind.CallerRole, CallerRole = needed }, Nothing with { CallerRole = caller });

        Assert.Equal(suffices, blocker is null);
        Assert.Equal(suffices ? null : needed, blocker?.FixableBy);
    }

    private static Blocker? Blocker(StageCriterion criterion, DealFacts facts) =>
        Evaluate(Make(new StageDefinition("a", "A", StageKind.Open, 0.1, ForecastCategory.Pipeline, ExitCriteria: [criterion])), facts, "a", "won").SingleOrDefault();

    private static IEnumerable<string> Keys(Pipeline pipeline, DealFacts facts, string from, string to) => Evaluate(pipeline, facts, from, to).Select(b => b.Criterion);

    private static IReadOnlyList<Blocker> Evaluate(Pipeline pipeline, DealFacts facts, string from, string to) =>
        new StageGate(pipeline.Stages).Evaluate(facts, pipeline.StageWith(from), pipeline.StageWith(to));

    private static Pipeline Make(params StageDefinition[] open) => Pipeline.Create(
        "流程",
        false,
        [.. open, new("won", "赢单", StageKind.Won, 1, ForecastCategory.Closed), new("lost", "输单", StageKind.Lost, 0, ForecastCategory.Omitted)],
        Given.Now);
}
