using System.Text.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>Collects the faults of one input value up to a limit; more are counted and not kept.</summary>
internal sealed class InputErrors(int limit)
{
    private readonly List<InputError> found = [];

    /// <summary>The faults in order.</summary>
    public IReadOnlyList<InputError> Found => found;

    /// <summary>Whether anything was refused.</summary>
    public bool Any => found.Count > 0;

    /// <summary>Whether as many faults are known as anybody will be told of; coercion stops then.</summary>
    public bool IsFull => found.Count > limit;

    public void Add(InputPath? path, JsonElement value, string message)
    {
        if (!IsFull)
            found.Add(new InputError(InputPath.ToList(path), Inspect.Json(value), message));
    }

    public void Add(InputPath? path, ValueNode value, string message)
    {
        if (!IsFull)
            found.Add(new InputError(InputPath.ToList(path), Inspect.Literal(value), message));
    }
}
