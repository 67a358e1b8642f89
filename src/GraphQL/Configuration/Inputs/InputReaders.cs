using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Chooses how a coerced value becomes a value of the C# type that a parameter or member has.</summary>
internal sealed class InputReaders(TypeRegistry types)
{
    private readonly Dictionary<Type, InputObjectReader> objects = [];

    /// <summary>The reader; null if coerced values have the right C# type already.</summary>
    public ReadInput? For(ClrShape shape, ICustomAttributeProvider? source)
    {
        if (shape.Item is { } item)
            return ForList(shape.Type, item, source);
        if (GlobalId.Of(shape.Type, source, types) is { } id)
            return ForId(id);
        if (shape.Type.IsEnum || shape.Type == typeof(object))
            return null;
        if (types.TryGetScalar(shape.Type, out var scalar))
            return scalar.RuntimeType == shape.Type ? null : ForNumber(shape.Type, scalar.RuntimeType);
        return TypeRegistry.IsInputClass(shape.Type) ? ObjectReader(shape.Type).Read : null;
    }

    /// <summary>The expression that reads a slot.</summary>
    /// <param name="raw">The slot.</param>
    /// <param name="declared">The type to make, with its wrappers.</param>
    /// <param name="shape">The same without.</param>
    /// <param name="source">Where its attributes are.</param>
    /// <param name="parent">The path of the object around it, an expression of type <see cref="InputPath"/>.</param>
    /// <param name="name">The name of the argument or field.</param>
    public Expression Slot(Expression raw, Type declared, ClrShape shape, ICustomAttributeProvider? source, Expression parent, string name)
    {
        var read = For(shape, source);
        var reader = Expression.Constant(read, typeof(ReadInput));
        if (shape.IsOptional)
        {
            return Expression.Call(
                typeof(InputSlots), nameof(InputSlots.Optional), [declared.GetGenericArguments()[0]],
                raw, reader, parent, Expression.Constant(name), Expression.Constant(shape.IsNullable));
        }

        return read is null
            ? Expression.Call(typeof(InputSlots), nameof(InputSlots.Value), [declared], raw)
            : Expression.Call(typeof(InputSlots), nameof(InputSlots.Read), [declared], raw, reader, parent, Expression.Constant(name));
    }

    /// <summary>Compiles all readers of input objects, so that no request has to.</summary>
    public void Compile()
    {
        // compiling one may ask for another
        for (var compiled = -1; compiled != objects.Count;)
        {
            compiled = objects.Count;
            foreach (var reader in objects.Values.ToArray())
                reader.Compile(this);
        }
    }

    private InputObjectReader ObjectReader(Type type)
    {
        if (!objects.TryGetValue(type, out var reader))
            objects.Add(type, reader = new InputObjectReader(types.InputMembersOf(type)));
        return reader;
    }

    private static ReadInput ForId(GlobalId id)
    {
        var create = id.Create();
        var article = "AEIO".Contains(id.TypeName[0], StringComparison.Ordinal) ? "an" : "a";
        return (raw, at) =>
        {
            if (!NodeId.TryDecode((string)raw, out var typeName, out var value))
                throw new InvalidInputException($"Expected the id of {article} {id.TypeName}, found {Inspect.Text((string)raw)}.", at);
            return typeName == id.TypeName
                ? create(value)
                : throw new InvalidInputException($"Expected the id of {article} {id.TypeName}, found the id of an object of type {typeName}.", at);
        };
    }

    private static ReadInput ForNumber(Type type, Type coerced) => (raw, at) =>
    {
        try
        {
            return raw.GetType() == type ? raw : Convert.ChangeType(raw, type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw new InvalidInputException($"The {coerced.Name} does not fit {type.Name}.", at);
        }
    };

    private ReadInput ForList(Type listType, ClrShape item, ICustomAttributeProvider? source)
    {
        var itemType = listType.IsArray ? listType.GetElementType()! : listType.GetGenericArguments()[0];
        var make = typeof(InputReaders).GetMethod(nameof(ListReader), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(itemType);
        return (ReadInput)make.Invoke(null, [listType, For(item, source)])!;
    }

    private static ReadInput ListReader<TItem>(Type listType, ReadInput? readItem) => (raw, at) =>
    {
        var values = (IReadOnlyList<object?>)raw;
        var items = new TItem[values.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (values[i] is { } value)
                items[i] = (TItem)(readItem is null ? value : readItem(value, new InputPath(at, i.ToString(CultureInfo.InvariantCulture))));
        }

        if (listType == typeof(List<TItem>))
            return new List<TItem>(items);
        return listType == typeof(ImmutableArray<TItem>) ? ImmutableCollectionsMarshal.AsImmutableArray(items) : items;
    };
}
