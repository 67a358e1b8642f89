using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Fetching;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>
/// The write phase of one execution: one pass over the results straight into the response buffer. A null in a non-null place
/// unwinds by return value to the nearest nullable place, which truncates the buffer and writes null (spec 6.4.4).
/// </summary>
internal sealed class ResponseWriter(RequestContext request, JsonBuffer buffer, FieldErrors failures, FetchedResults fetched)
{
    private PathSegment[] path = new PathSegment[16];
    private int depth;

    public RequestContext Request { get; } = request;

    public JsonBuffer Buffer { get; } = buffer;

    /// <summary>The errors so far; null if there are none.</summary>
    public List<GraphQLError>? Errors { get; private set; }

    public FieldResults Fetched(FieldSelection selection) => fetched[selection];

    /// <summary>Steps into a field.</summary>
    public void Enter(FieldSelection selection)
    {
        if (depth == path.Length)
            Array.Resize(ref path, depth * 2);
        path[depth++] = new PathSegment(selection, 0);
    }

    /// <summary>Steps into a list; <see cref="MoveTo"/> says to which item.</summary>
    public void EnterList()
    {
        if (depth == path.Length)
            Array.Resize(ref path, depth * 2);
        path[depth++] = default;
    }

    /// <summary>Goes to an item of the innermost list.</summary>
    public void MoveTo(int index) => path[depth - 1] = new PathSegment(null, index);

    /// <summary>Steps out of a field or list.</summary>
    public void Leave() => depth--;

    /// <summary>Writes all fields of an object. False if the object has to become null.</summary>
    public bool WriteObject(SelectionSet selections, object value, int ordinal)
    {
        var fields = selections.Writers;
        if (fields.Length == 0)
        {
            Buffer.WriteRaw("{}"u8);
            return true;
        }

        var entered = depth;
        var mark = 0;
        for (var i = 0; ;)
        {
            // One try block for the whole object: a resolver seldom throws, and then the loop goes on behind its field.
            try
            {
                for (; i < fields.Length; i++)
                {
                    mark = Buffer.Position;
                    if (!fields[i].Write(value, ordinal, this))
                        return false;
                }

                Buffer.WriteByte((byte)'}');
                return true;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                depth = entered;
                Buffer.Truncate(mark);
                if (!WriteFailure(fields[i], exception))
                    return false;
                i++;
            }
        }
    }

    /// <summary>Writes one field of the root; false if the root has to become null.</summary>
    public bool WriteField(FieldWriter field, object root)
    {
        var mark = Buffer.Position;
        try
        {
            return field.Write(root, 0, this);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            depth = 0;
            Buffer.Truncate(mark);
            return WriteFailure(field, exception);
        }
    }

    /// <summary>Records an error at the current path; always false, for <c>return</c>.</summary>
    public bool AddError(string message)
    {
        Add(failures.At(CurrentField, new GraphQLError(message), CurrentPath()));
        return false;
    }

    /// <summary>Records that the current field or item must not be null.</summary>
    public void AddNullError() => AddError(NullMessage(CurrentField));

    /// <summary>Records that a field that was not stepped into must not be null.</summary>
    public void AddNullError(FieldSelection selection)
    {
        Enter(selection);
        AddError(NullMessage(selection));
        Leave();
    }

    /// <summary>Records that the current field's value is not a list.</summary>
    public bool AddListError() => AddError($"Expected Iterable, but did not find one for field \"{CurrentField.DeclaringType.Name}.{CurrentField.Field.Name}\".");

    private FieldSelection CurrentField
    {
        get
        {
            var i = depth - 1;
            while (path[i].Field is null)
                i--;
            return path[i].Field!;
        }
    }

    private static string NullMessage(FieldSelection field) => $"Cannot return null for non-nullable field {field.DeclaringType.Name}.{field.Field.Name}.";

    private bool WriteFailure(FieldWriter field, Exception exception)
    {
        Enter(field.Selection);
        foreach (var error in failures.From(exception))
            Add(failures.At(field.Selection, error, CurrentPath()));
        Leave();
        if (field.IsNonNull)
            return false;
        Buffer.WriteRaw(field.Prefix);
        Buffer.WriteNull();
        return true;
    }

    private object[] CurrentPath()
    {
        var copy = new object[depth];
        for (var i = 0; i < depth; i++)
            copy[i] = path[i].Field is { } field ? field.ResponseName : path[i].Index;
        return copy;
    }

    private void Add(GraphQLError error) => (Errors ??= []).Add(error);

    private readonly record struct PathSegment(FieldSelection? Field, int Index);
}
