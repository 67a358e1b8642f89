using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Opportunities;

public sealed class OpportunityTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddDays(2);

    private readonly Pipeline _pipeline = Given.Pipeline();
    private readonly User _seller;
    private readonly Account _account;
    private readonly CloseReason _won = Given.Reason(StageKind.Won);
    private readonly CloseReason _lost = Given.Reason(StageKind.Lost);

    public OpportunityTests()
    {
        _seller = Given.User(team: Given.Team());
        _account = Given.Account(_seller);
    }

    [Fact]
    public void A_new_deal_starts_in_the_first_stage_with_its_probability_and_one_history_row_from_nowhere()
    {
        var deal = Deal(amount: Given.Cny(1000));

        Assert.Equal(_pipeline.First.Id, deal.StageId);
        Assert.Equal(StageKind.Open, deal.Status);
        Assert.Equal(0.1, deal.Probability);
        Assert.Equal(Given.Cny(100), deal.ExpectedRevenue);
        Assert.Equal(ForecastCategory.Pipeline, deal.ForecastCategory);
        Assert.Equal(_seller.TeamId, deal.TeamId);
        var first = Assert.Single(deal.StageHistory);
        Assert.Equal((1, null, deal.StageId, Given.Now, _seller.Id, null), (first.Sequence, first.FromStageId, first.ToStageId, first.At, first.ById, first.TimeInFrom));
        Assert.IsType<OpportunityCreated>(Assert.Single(deal.DomainEvents));
    }

    [Fact]
    public void A_deal_cannot_start_won_or_lost()
    {
        Refusal.Validation("stageKey", () => Deal("won"));
        Refusal.Validation("stageKey", () => Deal("lost"));
    }

    [Fact]
    public void A_deal_is_not_given_to_somebody_who_has_left()
    {
        _seller.Deactivate();

        Refusal.Validation("ownerId", () => Deal());
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1_000_000_000_001)]
    public void Amounts_are_from_nothing_to_a_trillion(double amount)
    {
        var deal = Deal();

        Refusal.Validation("amount", () => Deal(amount: Given.Cny((decimal)amount)));
        Refusal.Validation("amount", () => deal.Reprice(Given.Cny((decimal)amount), Later));
        Assert.Equal(Given.Cny(100_000), deal.Amount);
    }

    [Fact]
    public void A_move_takes_over_what_the_stage_says_and_notes_the_time_in_the_old_one()
    {
        var deal = Deal();
        deal.DequeueEvents();

        deal.MoveTo(_pipeline.StageWith("quote"), _seller.Id, " ready ", Later);

        Assert.Equal(0.5, deal.Probability);
        Assert.Equal(Given.Cny(50_000), deal.ExpectedRevenue);
        Assert.Equal(ForecastCategory.BestCase, deal.ForecastCategory);
        Assert.Equal((Later, Later), (deal.StageEnteredAt, deal.UpdatedAt));
        Assert.Equal(TimeSpan.FromDays(1), deal.TimeInStage(Later.AddDays(1)));
        var change = deal.StageHistory[1];
        Assert.Equal((2, _pipeline.First.Id, TimeSpan.FromDays(2), "ready"), (change.Sequence, change.FromStageId, change.TimeInFrom, change.Comment));
        var moved = Assert.IsType<StageChanged>(Assert.Single(deal.DomainEvents));
        Assert.Equal(new StageChanged(deal.Id, _pipeline.Id, _pipeline.First.Id, deal.StageId, _seller.Id, _seller.Id, _seller.TeamId, Later), moved);
    }

    [Fact]
    public void A_deal_may_go_back()
    {
        var deal = Deal("sign");

        deal.MoveTo(_pipeline.First, _seller.Id, null, Later);

        Assert.Equal(0.1, deal.Probability);
    }

    [Fact]
    public void A_stage_of_another_pipeline_is_refused()
    {
        var deal = Deal();
        var other = Given.Pipeline();

        Refusal.Validation("stageId", () => deal.MoveTo(other.StageWith("quote"), _seller.Id, null, Later));
        Refusal.Validation("stageId", () => deal.Win(other.Won, _won, null, _seller.Id, Later));
        Refusal.Validation("stageId", () => deal.Lose(other.Lost, _lost, null, null, _seller.Id, Later));
        Assert.Single(deal.StageHistory);
    }

    [Fact]
    public void WON_and_LOST_are_not_reached_by_moving()
    {
        var deal = Deal();

        Refusal.Validation("stageId", () => deal.MoveTo(_pipeline.Won, _seller.Id, null, Later));
        Refusal.Validation("stageId", () => deal.MoveTo(_pipeline.Lost, _seller.Id, null, Later));
    }

    [Fact]
    public void Moving_to_where_it_is_is_refused() =>
        Refusal.Of(ErrorCode.InvalidState, "stageId", () => Deal("quote").MoveTo(_pipeline.StageWith("quote"), _seller.Id, null, Later));

    [Fact]
    public void Winning_notes_day_and_reason_and_is_a_stage_change_followed_by_the_win()
    {
        var deal = Deal("sign");
        deal.DequeueEvents();

        deal.Win(_pipeline.Won, _won, new DateOnly(2026, 6, 16), _seller.Id, Later);

        Assert.Equal((StageKind.Won, _pipeline.Won.Id, 1d), (deal.Status, deal.StageId, deal.Probability));
        Assert.Equal((new DateOnly(2026, 6, 16), _won.Id), (deal.ClosedOn, deal.CloseReasonId));
        Assert.Equal(_pipeline.StageWith("sign").Id, deal.LastOpenStageId);
        Assert.Equal([typeof(StageChanged), typeof(OpportunityWon)], deal.DomainEvents.Select(e => e.GetType()));
    }

    [Fact]
    public void Losing_keeps_the_competitor_and_the_stage_it_was_lost_in()
    {
        var deal = Deal("quote");
        deal.DequeueEvents();

        deal.Lose(_pipeline.Lost, _lost, " Acorn ", null, _seller.Id, Later);

        Assert.Equal((StageKind.Lost, 0d, Money.Zero("CNY")), (deal.Status, deal.Probability, deal.ExpectedRevenue));
        Assert.Equal(("Acorn", new DateOnly(2026, 6, 17)), (deal.Competitor, deal.ClosedOn));
        Assert.Equal(_pipeline.StageWith("quote").Id, deal.LastOpenStageId);
        Assert.Equal([typeof(StageChanged), typeof(OpportunityLost)], deal.DomainEvents.Select(e => e.GetType()));
    }

    [Fact]
    public void A_reason_of_the_other_outcome_is_refused()
    {
        var deal = Deal();

        Refusal.Validation("reason", () => deal.Win(_pipeline.Won, _lost, null, _seller.Id, Later));
        Refusal.Validation("reason", () => deal.Lose(_pipeline.Lost, _won, null, null, _seller.Id, Later));
        Assert.True(deal.IsOpen);
    }

    [Fact]
    public void A_deal_is_not_closed_on_a_day_that_has_begun_nowhere_on_earth()
    {
        var deal = Deal();
        var evening = new DateTimeOffset(2026, 6, 15, 11, 0, 0, TimeSpan.Zero);

        Refusal.Validation("closedOn", () => deal.Win(_pipeline.Won, _won, new DateOnly(2026, 6, 17), _seller.Id, evening));
        deal.Win(_pipeline.Won, _won, new DateOnly(2026, 6, 16), _seller.Id, evening);

        Assert.Equal(new DateOnly(2026, 6, 16), deal.ClosedOn);
    }

    [Fact]
    public void A_closed_deal_is_neither_moved_nor_closed_again_nor_repriced()
    {
        var deal = Deal();
        deal.Lose(_pipeline.Lost, _lost, null, null, _seller.Id, Later);

        Refusal.InvalidState(() => deal.MoveTo(_pipeline.StageWith("quote"), _seller.Id, null, Later));
        Refusal.InvalidState(() => deal.Win(_pipeline.Won, _won, null, _seller.Id, Later));
        Refusal.InvalidState(() => deal.Lose(_pipeline.Lost, _lost, null, null, _seller.Id, Later));
        Refusal.InvalidState(() => deal.Reprice(Given.Cny(1), Later));
        Refusal.InvalidState(() => deal.Reschedule(new DateOnly(2026, 10, 1), Later));
    }

    [Fact]
    public void Reopening_forgets_the_outcome_and_keeps_the_reason_as_comment()
    {
        var deal = Deal();
        deal.Lose(_pipeline.Lost, _lost, "Acorn", null, _seller.Id, Later);

        deal.Reopen(_pipeline.StageWith("quote"), "客户重新联系", _seller.Id, Later.AddDays(1));

        Assert.Equal((StageKind.Open, null, null, null), (deal.Status, deal.ClosedOn, deal.CloseReasonId, deal.Competitor));
        Assert.Equal("客户重新联系", deal.StageHistory[^1].Comment);
        Assert.Equal(_pipeline.StageWith("quote").Id, deal.LastOpenStageId);
    }

    [Fact]
    public void Only_a_closed_deal_is_reopened_and_only_into_an_open_stage_with_a_reason()
    {
        var deal = Deal();
        Refusal.InvalidState(() => deal.Reopen(_pipeline.First, "x", _seller.Id, Later));
        deal.Win(_pipeline.Won, _won, null, _seller.Id, Later);

        Refusal.Validation("stageId", () => deal.Reopen(_pipeline.Lost, "x", _seller.Id, Later));
        Refusal.Validation("stageId", () => deal.Reopen(Given.Pipeline().First, "x", _seller.Id, Later));
        Refusal.Validation("reason", () => deal.Reopen(_pipeline.First, " ", _seller.Id, Later));
        Assert.Equal(StageKind.Won, deal.Status);
        Assert.NotNull(deal.ClosedOn);
    }

    [Fact]
    public void Assigning_takes_the_deal_to_the_team_of_its_new_owner()
    {
        var deal = Deal();
        var other = Given.User(team: Given.Team("West"));
        deal.DequeueEvents();

        deal.AssignTo(other, _seller.Id, Later);
        deal.AssignTo(other, _seller.Id, Later.AddDays(1));

        Assert.Equal((other.Id, other.TeamId, Later), (deal.OwnerId, deal.TeamId, deal.UpdatedAt));
        Assert.Equal(_seller.Id, Assert.IsType<OpportunityAssigned>(Assert.Single(deal.DomainEvents)).PreviousOwnerId);
    }

    [Fact]
    public void Several_fields_changed_at_once_are_one_update_and_no_change_is_none()
    {
        var deal = Deal();
        deal.DequeueEvents();

        deal.Rename(deal.Name, Later);
        deal.Reprice(deal.Amount, Later);
        deal.Reschedule(deal.CloseDate, Later);
        deal.PlanNextStep(null, Later);
        Assert.Empty(deal.DomainEvents);
        deal.Rename("CRM 二期", Later);
        deal.Reprice(Given.Cny(200), Later);
        deal.Reschedule(new DateOnly(2026, 10, 1), Later);
        deal.PlanNextStep("演示", Later);

        Assert.IsType<OpportunityUpdated>(Assert.Single(deal.DomainEvents));
        Assert.Equal(Given.Cny(20), deal.ExpectedRevenue);
        Assert.Equal(Later, deal.UpdatedAt);
    }

    [Fact]
    public void The_primary_contact_is_one_of_the_account()
    {
        var deal = Deal();
        var stranger = Given.Contact(Given.Account(_seller));

        Refusal.Validation("primaryContactId", () => deal.ChoosePrimaryContact(stranger, Later));
        deal.ChoosePrimaryContact(Given.Contact(_account), Later);

        Assert.NotNull(deal.PrimaryContactId);
    }

    [Fact]
    public void The_latest_activity_counts()
    {
        var deal = Deal();

        deal.TouchActivity(Later);
        deal.TouchActivity(Given.Now);

        Assert.Equal(Later, deal.LastActivityAt);
    }

    [Fact]
    public void A_deal_is_stagnant_after_its_stage_s_limit_without_update_or_activity()
    {
        var deal = Deal();
        var limit = TimeSpan.FromDays(14);

        Assert.False(deal.IsStagnant(_pipeline.First, Given.Now + limit));
        Assert.True(deal.IsStagnant(_pipeline.First, Given.Now + limit + TimeSpan.FromTicks(1)));
        deal.TouchActivity(Later);
        Assert.False(deal.IsStagnant(_pipeline.First, Later + limit));
        Assert.True(deal.IsStagnant(_pipeline.First, Later + limit + TimeSpan.FromTicks(1)));
        Assert.False(deal.IsStagnant(_pipeline.StageWith("sign"), Later.AddYears(1)));
        deal.Lose(_pipeline.Lost, _lost, null, null, _seller.Id, Later);
        Assert.False(deal.IsStagnant(_pipeline.First, Later.AddYears(1)));
    }

    [Fact]
    public void An_older_version_is_refused_with_the_current_one()
    {
        var deal = Deal();

        deal.RequireVersion(null);
        deal.RequireVersion(1);
        var refusal = Refusal.Of(ErrorCode.Conflict, "version", () => deal.RequireVersion(7));

        Assert.Equal(1, Assert.IsType<VersionConflictException>(refusal).CurrentVersion);
    }

    [Fact]
    public void Whatever_is_done_history_stage_and_outcome_agree()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (deal, at) = (Deal(), Given.Now);
            Stage[] stages = [.. _pipeline.Stages];
            for (var step = 0; step < 30; step++)
            {
                at = at.AddHours(random.Next(1, 100));
                var before = (deal.StageId, deal.StageHistory.Count, deal.UpdatedAt);
                try
                {
                    Do(random, deal, stages[random.Next(stages.Length)], at);
                }
                catch (DomainException)
                {
                    Assert.Equal(before, (deal.StageId, deal.StageHistory.Count, deal.UpdatedAt));
                }
                AssertConsistent(deal);
            }
        }
    }

    private void Do(Random random, Opportunity deal, Stage stage, DateTimeOffset at)
    {
        switch (random.Next(4))
        {
            case 0: deal.Win(stage, _won, null, _seller.Id, at); break;
            case 1: deal.Lose(stage, _lost, null, null, _seller.Id, at); break;
            case 2: deal.Reopen(stage, "again", _seller.Id, at); break;
            default: deal.MoveTo(stage, _seller.Id, null, at); break;
        }
    }

    private void AssertConsistent(Opportunity deal)
    {
        var stage = _pipeline.StageWith(deal.StageId);
        Assert.Equal(stage.Kind, deal.Status);
        Assert.Equal(stage.Probability, deal.Probability);
        Assert.Equal(deal.Amount.Times(stage.Probability), deal.ExpectedRevenue);
        Assert.Equal(deal.IsOpen, deal.ClosedOn is null);
        Assert.Equal(deal.IsOpen, deal.CloseReasonId is null);
        Assert.Equal(StageKind.Open, _pipeline.StageWith(deal.LastOpenStageId).Kind);
        var history = deal.StageHistory;
        Assert.Equal(deal.StageId, history[^1].ToStageId);
        Assert.Equal(deal.StageEnteredAt, history[^1].At);
        for (var i = 1; i < history.Count; i++)
        {
            Assert.Equal(i + 1, history[i].Sequence);
            Assert.Equal(history[i - 1].ToStageId, history[i].FromStageId);
            Assert.Equal(history[i].At - history[i - 1].At, history[i].TimeInFrom);
        }
    }

    private Opportunity Deal(string? stage = null, Money? amount = null) => Given.Opportunity(_account, _pipeline, _seller, stage, amount);
}
