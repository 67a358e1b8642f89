using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>The directives of the specification (spec 3.13); every schema has them.</summary>
public static class SpecifiedDirectives
{
    /// <summary>The reason of <c>@deprecated</c> without one.</summary>
    public const string DefaultDeprecationReason = "No longer supported";

    /// <summary><c>@include(if:)</c> (spec 3.13.2).</summary>
    public static readonly DirectiveType Include = new(
        "include",
        ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
        [new InputValue("if", new NonNullType(BuiltInScalars.Boolean), description: "Included when true.")],
        description: "Directs the executor to include this field or fragment only when the `if` argument is true.");

    /// <summary><c>@skip(if:)</c> (spec 3.13.1).</summary>
    public static readonly DirectiveType Skip = new(
        "skip",
        ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
        [new InputValue("if", new NonNullType(BuiltInScalars.Boolean), description: "Skipped when true.")],
        description: "Directs the executor to skip this field or fragment when the `if` argument is true.");

    /// <summary><c>@deprecated(reason:)</c> (spec 3.13.3).</summary>
    public static readonly DirectiveType Deprecated = new(
        "deprecated",
        ["FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE"],
        [
            new InputValue(
                "reason",
                new NonNullType(BuiltInScalars.String),
                new StringValueNode(DefaultDeprecationReason, isBlock: false, 0, 0),
                "Explains why this element was deprecated, usually also including a suggestion for how to access supported similar data. "
                    + "Formatted using the Markdown syntax, as specified by [CommonMark](https://commonmark.org/)."),
        ],
        description: "Marks an element of a GraphQL schema as no longer supported.");

    /// <summary><c>@specifiedBy(url:)</c> (spec 3.13.4).</summary>
    public static readonly DirectiveType SpecifiedBy = new(
        "specifiedBy",
        ["SCALAR"],
        [new InputValue("url", new NonNullType(BuiltInScalars.String), description: "The URL that specifies the behavior of this scalar.")],
        description: "Exposes a URL that specifies the behavior of this scalar.");

    /// <summary><c>@oneOf</c> (spec 3.13.5).</summary>
    public static readonly DirectiveType OneOf = new(
        "oneOf", ["INPUT_OBJECT"], description: "Indicates exactly one field must be supplied and this field must not be `null`.");

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<DirectiveType> All = [Include, Skip, Deprecated, SpecifiedBy, OneOf];

    /// <summary>Whether the directive has the name of one of the specification's.</summary>
    public static bool IsSpecified(DirectiveType directive) => All.Any(d => d.Name == directive.Name);
}
