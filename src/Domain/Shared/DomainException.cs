namespace CrmGraph.Domain.Shared;

/// <summary>A refusal by a business rule. Nothing has been changed when it is thrown.</summary>
public class DomainException : Exception
{
    /// <summary>Creates a refusal.</summary>
    /// <param name="code">The stable code.</param>
    /// <param name="message">What is wrong and what to change, in English.</param>
    /// <param name="path">Where inside the mutation's input, as GraphQL names it, e.g. <c>["amount"]</c>.</param>
    public DomainException(ErrorCode code, string message, params string[] path)
        : base(message)
    {
        Code = code;
        Path = path.Length == 0 ? null : path;
    }

    /// <summary>The stable code.</summary>
    public ErrorCode Code { get; }

    /// <summary>Path inside the mutation's input that is at fault; null when no single value is.</summary>
    public IReadOnlyList<string>? Path { get; }

    /// <summary>The same refusal, with a path that begins further out: what is refused as <c>quantity</c> is refused as <c>lines.2.quantity</c>.</summary>
    public DomainException Within(params string[] outer) => new(Code, Message, [.. outer, .. Path ?? []]);
}
