namespace CrmGraph.GraphQL.Configuration;

/// <summary>
/// Makes a string, or a typed id (a struct with a constructor that takes a <see cref="Guid"/> and a <see cref="Guid"/> property <c>Value</c>),
/// an <c>ID</c>. Typed ids need no attribute; a string is passed on as the client sent it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter)]
public class IDAttribute : Attribute
{
    internal virtual Type? NodeType => null;
}

/// <summary>Makes a <see cref="Guid"/>, or a typed id, the global id of objects of one type.</summary>
/// <typeparam name="T">The CLR type of the objects.</typeparam>
public sealed class IDAttribute<T> : IDAttribute
{
    internal override Type NodeType => typeof(T);
}
