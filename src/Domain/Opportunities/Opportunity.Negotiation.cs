using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Opportunities;

public sealed partial class Opportunity
{
    /// <summary>Notes that a term has changed; the deal counts as updated. A closed deal refuses with INVALID_STATE.</summary>
    /// <param name="term">What is negotiated.</param>
    /// <param name="from">What it was before.</param>
    /// <param name="to">What it is now.</param>
    /// <param name="feedback">What the customer said to it.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="now">The current time.</param>
    public NegotiationEntry Negotiate(string term, string? from, string to, string? feedback, UserId by, DateTimeOffset now)
    {
        RequireOpen("negotiated");
        var entry = NegotiationEntry.Create(Id, term, from, to, feedback, by, now);
        Touch(now);
        return entry;
    }

    /// <summary>Counts something that was learned about the deal, or done for it, as an update of the deal.</summary>
    public void NoteProgress(DateTimeOffset now) => Touch(now);
}
