using CrmGraph.GraphQL.Errors;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>
/// An argument fits the schema and is still of no use: an id of another type, null where a field may only be left out.
/// Mutations map it to an error of their payload; elsewhere the client gets an error with <see cref="ErrorCodes.BadUserInput"/>.
/// </summary>
public sealed class InvalidInputException : Exception
{
    internal InvalidInputException(string message, InputPath at) : base(message) => Path = at.Segments();

    private InvalidInputException(string message, IReadOnlyList<string> path) : base(message) => Path = path;

    /// <summary>Argument, fields and list indexes that lead to the value; in a mutation's payload without the argument <c>input</c>.</summary>
    public IReadOnlyList<string> Path { get; }

    /// <summary>The same within the argument that all mutations have.</summary>
    internal InvalidInputException WithinInput() => Path is ["input", ..] ? new InvalidInputException(Message, [.. Path.Skip(1)]) : this;

    internal GraphQLException ToGraphQLException() =>
        new(ErrorCodes.BadUserInput, $"Argument \"{Path[0]}\" has invalid value{(Path.Count == 1 ? "" : $" at \"{string.Join('.', Path.Skip(1))}\"")}: {Message}");
}
