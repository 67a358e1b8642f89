using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Reviews;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Reviews;

public sealed class ReviewTests
{
    private readonly User _owner = Given.User();
    private readonly Pipeline _pipeline = Given.Pipeline();
    private readonly CloseReason _price = Given.Reason(StageKind.Lost);
    private readonly Opportunity _deal;

    public ReviewTests() => _deal = Given.Opportunity(Given.Account(_owner), _pipeline, _owner);

    [Fact]
    public void A_review_takes_outcome_reason_and_competitor_from_the_deal()
    {
        Lose();

        var review = WinLossReview.Write(_deal, new ReviewContent { Lessons = "早一点见决策人", Weaknesses = ["价格"] }, _owner.Id, Given.Now);

        Assert.Equal((StageKind.Lost, _price.Id, "云图软件", "早一点见决策人"), (review.Outcome, review.ReasonId, review.Competitor, review.Lessons));
        Assert.Equal(["价格"], review.Weaknesses);
    }

    [Fact]
    public void An_open_deal_is_neither_reviewed_nor_surveyed()
    {
        Refusal.InvalidState(() => WinLossReview.Write(_deal, new ReviewContent { Lessons = "x" }, _owner.Id, Given.Now));
        Refusal.InvalidState(() => SatisfactionSurvey.Of(_deal, Given.Now));
    }

    [Fact]
    public void A_review_says_something()
    {
        Lose();

        Refusal.Validation("lessons", () => WinLossReview.Write(_deal, new ReviewContent { Lessons = " " }, _owner.Id, Given.Now));
        Refusal.Validation("strengths", () => WinLossReview.Write(_deal, new ReviewContent { Strengths = [" "] }, _owner.Id, Given.Now));
    }

    [Fact]
    public void Only_the_hash_of_the_latest_link_is_kept()
    {
        Lose();
        var survey = SatisfactionSurvey.Of(_deal, Given.Now);

        var (first, second) = (survey.IssueToken(Given.Now), survey.IssueToken(Given.Now));

        Assert.NotEqual(first, second);
        Assert.Equal(43, second.Length);
        Assert.Equal(SatisfactionSurvey.HashOf(second), survey.TokenHash);
    }

    [Fact]
    public void A_survey_is_answered_once_with_1_to_5()
    {
        Lose();
        var survey = SatisfactionSurvey.Of(_deal, Given.Now);

        Refusal.Validation("score", () => survey.Answer(0, null, _deal, Given.Now));
        Refusal.Validation("score", () => survey.Answer(6, null, _deal, Given.Now));
        survey.Answer(5, " 很好 ", _deal, Given.Now);

        Assert.Equal((5, "很好", Given.Now), (survey.Score, survey.Comment, survey.AnsweredAt));
        Refusal.InvalidState(() => survey.Answer(1, null, _deal, Given.Now));
        Refusal.InvalidState(() => survey.IssueToken(Given.Now));
    }

    private void Lose() => _deal.Lose(_pipeline.Lost, _price, "云图软件", null, _owner.Id, Given.Now);
}
