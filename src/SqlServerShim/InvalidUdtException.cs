namespace Microsoft.SqlServer.Server;

/// <summary>A CLR user-defined type cannot be used.</summary>
public sealed class InvalidUdtException : SystemException
{
    private InvalidUdtException(string message)
        : base(message)
    {
    }

    /// <summary>Says which type, and why.</summary>
    public static InvalidUdtException Create(Type udtType, string resourceReason) => new($"'{udtType}' is an invalid user defined type, reason: {resourceReason}.");
}
