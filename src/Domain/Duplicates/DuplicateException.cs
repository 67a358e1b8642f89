namespace CrmGraph.Domain.Duplicates;

/// <summary>DUPLICATE: the record that was to be entered probably exists already.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="candidates">The records that the caller may see; empty if there are only others.</param>
/// <param name="path">The input field that matched best.</param>
public sealed class DuplicateException(string message, IReadOnlyList<DuplicateCandidate> candidates, params string[] path)
    : DomainException(ErrorCode.Duplicate, message, path)
{
    /// <summary>The records that it probably is.</summary>
    public IReadOnlyList<DuplicateCandidate> Candidates { get; } = candidates;
}
