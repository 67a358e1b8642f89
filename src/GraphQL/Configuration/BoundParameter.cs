using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Where the value of a resolver method's parameter comes from.</summary>
internal enum ParameterOrigin
{
    Argument,
    Parent,
    CancellationToken,
    ResolverContext,
    RequestContext,
    Caller,
    Loader,
    Service,
}

/// <summary>A parameter of a resolver method and where its value comes from.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Origin">Where its value comes from.</param>
/// <param name="Index">Of arguments and requirements: their position.</param>
/// <param name="Argument">The argument, if it is one.</param>
/// <param name="Requirement">What is read of the parent, if it is that.</param>
internal sealed record BoundParameter(
    ParameterInfo Parameter, ParameterOrigin Origin, int Index = -1, InputValue? Argument = null, LambdaExpression? Requirement = null)
{
    /// <summary>Whether it takes the cursor of a subscription.</summary>
    public bool IsCursor { get; } = SchemaNames.Attribute<CursorAttribute>(Parameter) is not null;
}
