namespace CrmGraph.Persistence;

/// <summary>
/// A change has waited too long for its turn behind others, for example behind an import, or has lost against others that changed the
/// same rows. Nothing has been changed; the same request may succeed when it is repeated.
/// </summary>
public sealed class DatabaseBusyException : TimeoutException
{
    /// <summary>Others had the database.</summary>
    /// <param name="waited">How long the change has waited.</param>
    public DatabaseBusyException(TimeSpan waited)
        : base($"Another change, such as an import, has kept the database for more than {waited.TotalSeconds:0} s. Nothing was changed; repeat the request.") => Waited = waited;

    /// <summary>Others changed the same rows.</summary>
    /// <param name="cause">What the database said.</param>
    public DatabaseBusyException(Exception cause)
        : base("Others were changing the same records at the same moment. Nothing was changed; repeat the request.", cause) => Waited = TimeSpan.FromSeconds(1);

    /// <summary>How long the change has waited; a measure of when to repeat it.</summary>
    public TimeSpan Waited { get; }

    /// <summary>What it is at the bottom of another exception; null if it is not.</summary>
    public static DatabaseBusyException? In(Exception? exception)
    {
        while (exception is not (null or DatabaseBusyException)) exception = exception.InnerException;
        return (DatabaseBusyException?)exception;
    }
}
