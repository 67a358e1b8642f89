namespace CrmGraph.GraphQL.Configuration;

/// <summary>Marks a static class whose public methods are further fields of the object type of <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The CLR type of the parents.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ObjectTypeAttribute<T> : TypeExtensionAttribute
{
    internal override Type Extended => typeof(T);
}
