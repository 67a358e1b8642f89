using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Schema;

/// <summary>Reads inputs of updates.</summary>
internal static class OptionalExtensions
{
    /// <summary>The given value, or what is there if none was given.</summary>
    internal static T Or<T>(this Optional<T> given, T present) => given.HasValue ? given.Value : present;
}
