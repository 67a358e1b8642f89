namespace CrmGraph.GraphQL.Configuration;

/// <summary>The same as <see cref="ObjectTypeAttribute{T}"/>, for classes that add to a type which another part of the program owns.</summary>
/// <typeparam name="T">The CLR type of the parents.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExtendObjectTypeAttribute<T> : TypeExtensionAttribute
{
    internal override Type Extended => typeof(T);
}
