namespace CrmGraph.GraphQL.TypeSystem.Resolvers;

/// <summary>Computes a value from the parent and the field's arguments.</summary>
public sealed class FunctionResolver(Func<object, PureArguments, object?> function) : PureResolver
{
    /// <inheritdoc/>
    public override Type ValueType => typeof(object);

    /// <inheritdoc/>
    public override object? Resolve(object parent, PureArguments arguments) => function(parent, arguments);
}
