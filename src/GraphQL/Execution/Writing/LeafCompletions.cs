using System.Collections.Frozen;
using System.Text;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Writes values of the very CLR type that the scalar works with, without boxing.</summary>
internal sealed class TypedScalarCompletion<T>(ScalarType<T> scalar) : Completion<T>
    where T : notnull
{
    public override bool Write(T value, ref int child, ResponseWriter writer) =>
        scalar.TryWrite(value, writer.Buffer, out var error) || writer.AddError(error);
}

/// <summary>Writes values of any CLR type that the scalar accepts.</summary>
internal sealed class ScalarCompletion<T>(ScalarType scalar) : Completion<T>
{
    public override bool Write(T value, ref int child, ResponseWriter writer) =>
        scalar.TryWrite(value!, writer.Buffer, out var error) || writer.AddError(error);
}

/// <summary>Writes enum values by their names.</summary>
internal sealed class EnumCompletion<T>(EnumType type) : Completion<T>
    where T : notnull
{
    private readonly FrozenDictionary<T, byte[]> names = type.Values
        .Where(v => v.Value is T)
        .ToFrozenDictionary(v => (T)v.Value, v => Encoding.UTF8.GetBytes($"\"{v.Name}\""));

    public override bool Write(T value, ref int child, ResponseWriter writer)
    {
        if (!names.TryGetValue(value, out var name))
            return writer.AddError($"Enum \"{type.Name}\" cannot represent value: {(value is string text ? $"\"{text}\"" : value.ToString())}");
        writer.Buffer.WriteRaw(name);
        return true;
    }
}

/// <summary>Writes a nullable value that has been found to have one.</summary>
internal sealed class NullableCompletion<T>(Completion<T> inner) : Completion<T?>
    where T : struct
{
    public override bool Write(T? value, ref int child, ResponseWriter writer) => inner.Write(value!.Value, ref child, writer);
}
