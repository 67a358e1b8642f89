namespace CrmGraph.GraphQL.Validation;

/// <summary>How a document is validated.</summary>
public sealed record ValidationOptions
{
    /// <summary>The default options.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>Limits on what a document may ask for.</summary>
    public ValidationLimits Limits { get; init; } = ValidationLimits.Default;

    /// <summary>Whether messages end with names that were perhaps meant. Off, they tell nothing about the schema. Default true.</summary>
    public bool Suggestions { get; init; } = true;

    /// <summary>Whether <c>__schema</c> and <c>__type</c> may be selected. Default true.</summary>
    public bool AllowIntrospection { get; init; } = true;

    /// <summary>Whether using something deprecated is an error, as a check of one's own documents wants it. Default false.</summary>
    public bool RefuseDeprecated { get; init; }
}
