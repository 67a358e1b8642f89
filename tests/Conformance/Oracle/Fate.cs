namespace CrmGraph.Conformance.Oracle;

/// <summary>How far a request came in both engines.</summary>
internal enum Fate
{
    /// <summary>Not GraphQL.</summary>
    NotParsed,

    /// <summary>Refused by validation, or a difference that is allowed.</summary>
    NotValid,

    /// <summary>The variables do not fit.</summary>
    NotCoerced,

    /// <summary>Answered, with errors of fields.</summary>
    WithErrors,

    /// <summary>Answered without errors.</summary>
    WithoutErrors,
}
