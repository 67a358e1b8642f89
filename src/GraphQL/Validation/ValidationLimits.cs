namespace CrmGraph.GraphQL.Validation;

/// <summary>
/// What a document may ask for before it is refused with <see cref="Errors.ErrorCodes.LimitExceeded"/>. The defaults stand well above
/// what front-ends write (Relay and Apollo applications stay below 12 levels, 50 aliases and 2,000 fields) and well below what hurts.
/// </summary>
public sealed record ValidationLimits
{
    /// <summary>The default limits.</summary>
    public static ValidationLimits Default { get; } = new();

    /// <summary>No limits but the work budgets, which cannot be switched off.</summary>
    public static ValidationLimits None { get; } = new()
    {
        MaxDepth = int.MaxValue,
        MaxAliases = int.MaxValue,
        MaxFields = int.MaxValue,
        MaxDirectivesPerLocation = int.MaxValue,
        MaxIntrospectionDepth = int.MaxValue,
        MaxErrors = int.MaxValue,
    };

    /// <summary>Levels of fields in an operation, fragments expanded; fields of the introspection types are not counted. Default 15.</summary>
    public int MaxDepth { get; init; } = 15;

    /// <summary>Fields with an alias in an operation, fragments expanded. Default 500.</summary>
    public int MaxAliases { get; init; } = 500;

    /// <summary>Fields in an operation, fragments expanded. Default 20,000: repeating a field is normal practice and costs next to nothing.</summary>
    public int MaxFields { get; init; } = 20_000;

    /// <summary>Directives at one place. Default 8.</summary>
    public int MaxDirectivesPerLocation { get; init; } = 8;

    /// <summary>
    /// Lists of introspection (<c>fields</c>, <c>interfaces</c>, <c>possibleTypes</c>, <c>inputFields</c>) inside each other.
    /// Default 2: the usual introspection query nests none.
    /// </summary>
    public int MaxIntrospectionDepth { get; init; } = 2;

    /// <summary>Errors after which validation stops. Default 100.</summary>
    public int MaxErrors { get; init; } = 100;
}
