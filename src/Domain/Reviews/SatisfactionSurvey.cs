using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Reviews;

/// <summary>The customer has answered the survey of a closed deal.</summary>
public sealed record SurveyAnswered(SatisfactionSurveyId SurveyId, OpportunityId OpportunityId, int Score, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>
/// Asks a customer how satisfied they are, once per deal: it comes into being when the deal is first closed, and stays. Who has the
/// link may answer once; only a hash of its token is kept.
/// </summary>
public sealed class SatisfactionSurvey : Aggregate<SatisfactionSurveyId>
{
    private SatisfactionSurvey() { }

    /// <summary>The deal.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>SHA-256 of the link's token in upper-case hexadecimal; null until a link has been made.</summary>
    public string? TokenHash { get; private set; }

    /// <summary>When the deal was closed or, once a link has been made, when the latest was.</summary>
    public DateTimeOffset SentAt { get; private set; }

    /// <summary>When the customer answered.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>How satisfied the customer is, from 1 (not at all) to 5 (very).</summary>
    public int? Score { get; private set; }

    /// <summary>What the customer had to say.</summary>
    public string? Comment { get; private set; }

    /// <summary>The survey of a deal that has just been closed.</summary>
    public static SatisfactionSurvey Of(Opportunity deal, DateTimeOffset now)
    {
        if (deal.IsOpen) throw new DomainException(ErrorCode.InvalidState, $"Opportunity {deal.Number} is open; its customer is asked once it was won or lost.");
        return new SatisfactionSurvey { Id = SatisfactionSurveyId.New(now), OpportunityId = deal.Id, SentAt = now };
    }

    /// <summary>What is stored and looked up for a token.</summary>
    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Makes the token of a link, of 256 random bits, which is shown this once. Earlier links end.</summary>
    public string IssueToken(DateTimeOffset now)
    {
        RequireUnanswered();
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        (TokenHash, SentAt) = (HashOf(token), now);
        return token;
    }

    /// <summary>Notes the answer. A second one refuses with INVALID_STATE.</summary>
    public void Answer(int score, string? comment, Opportunity deal, DateTimeOffset now)
    {
        RequireUnanswered();
        if (score is < 1 or > 5) throw Guard.Invalid("score", "score must be from 1 to 5.");
        (Score, Comment, AnsweredAt) = (score, Guard.OptionalText(comment, "comment", 2000), now);
        Raise(new SurveyAnswered(Id, OpportunityId, score, deal.OwnerId, deal.TeamId, now));
    }

    private void RequireUnanswered()
    {
        if (AnsweredAt is { } at) throw new DomainException(ErrorCode.InvalidState, $"The survey was answered on {at:yyyy-MM-dd} already.");
    }
}
