namespace CrmGraph.Persistence;

/// <summary>
/// A change has waited too long for its turn behind others, for example behind an import. Nothing has been changed; the same request may
/// succeed when it is repeated.
/// </summary>
/// <param name="waited">How long it has waited.</param>
public sealed class DatabaseBusyException(TimeSpan waited)
    : TimeoutException($"Another change, such as an import, has kept the database for more than {waited.TotalSeconds:0} s. Nothing was changed; repeat the request.")
{
    /// <summary>How long the change has waited.</summary>
    public TimeSpan Waited => waited;
}
