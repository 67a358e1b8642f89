using System.Reflection;
using System.Text;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>What can be worked out about every field of a schema once, so that planning an operation needs no reflection.</summary>
internal sealed class FieldTemplates
{
    private readonly Dictionary<FieldsType, Dictionary<string, FieldTemplate>> byType = [];
    private readonly FieldTemplate typeName;
    private readonly FieldTemplate[] rootMetaFields;

    public FieldTemplates(Schema schema)
    {
        var completions = new CompletionFactories(schema);
        foreach (var type in schema.AllTypes.OfType<ObjectType>())
        {
            var fields = new Dictionary<string, FieldTemplate>();
            foreach (var field in type.Fields)
                fields.TryAdd(field.Name, Create(field, completions));
            byType.Add(type, fields);
        }

        typeName = new TypeNameTemplate(Introspection.TypeNameField);
        rootMetaFields = [Create(Introspection.SchemaField, completions), Create(Introspection.TypeField, completions)];
    }

    public FieldTemplate For(Schema schema, ObjectType type, string field)
    {
        if (byType[type].TryGetValue(field, out var template))
            return template;
        if (field == typeName.Field.Name)
            return typeName;
        foreach (var meta in rootMetaFields)
        {
            if (meta.Field.Name == field && ReferenceEquals(type, schema.QueryType))
                return meta;
        }

        throw new InvalidOperationException($"{type.Name} has no field {field}: the document was not validated.");
    }

    private static FieldTemplate Create(OutputField field, CompletionFactories completions)
    {
        var resolverType = field.Resolver?.GetType();
        if (resolverType is { IsGenericType: true } && resolverType.GetGenericTypeDefinition() == typeof(PropertyResolver<,>))
        {
            var types = resolverType.GetGenericArguments();
            var factory = completions.Typed(types[1], field.Type);
            if (factory is not null)
            {
                return (FieldTemplate)Activator.CreateInstance(
                    typeof(PropertyTemplate<,>).MakeGenericType(types), BindingFlags.Instance | BindingFlags.Public, null, [field, factory, completions.Dynamic(field.Type)], null)!;
            }
        }

        return new DynamicTemplate(field, completions.Dynamic(field.Type));
    }
}

/// <summary>A field of the schema, ready to be planned.</summary>
internal abstract class FieldTemplate(OutputField field)
{
    private readonly byte[] first = Encoding.UTF8.GetBytes($"{{\"{field.Name}\":");
    private readonly byte[] next = Encoding.UTF8.GetBytes($",\"{field.Name}\":");

    public OutputField Field { get; } = field;

    public abstract FieldWriter CreateWriter(FieldSelection selection, bool isFirst);

    protected byte[] Prefix(FieldSelection selection, bool isFirst)
    {
        var name = selection.ResponseName;
        if (ReferenceEquals(name, Field.Name) || name == Field.Name)
            return isFirst ? first : next;

        // Names are ASCII by the grammar.
        var prefix = new byte[name.Length + 4];
        prefix[0] = isFirst ? (byte)'{' : (byte)',';
        prefix[1] = (byte)'"';
        Encoding.ASCII.GetBytes(name, prefix.AsSpan(2));
        prefix[^2] = (byte)'"';
        prefix[^1] = (byte)':';
        return prefix;
    }
}

/// <summary>A field with a typed resolver.</summary>
internal sealed class PropertyTemplate<TParent, TValue>(OutputField field, CompletionFactory<TValue> typed, CompletionFactory<object> dynamic) : FieldTemplate(field)
{
    private readonly Func<TParent, TValue> read = ((PropertyResolver<TParent, TValue>)field.Resolver!).Read;

    public override FieldWriter CreateWriter(FieldSelection selection, bool isFirst)
    {
        var prefix = Prefix(selection, isFirst);
        return selection.NeedsFetch
            ? new FetchedWriter(selection, prefix, dynamic.Create(selection.Children))
            : new PropertyWriter<TParent, TValue>(selection, prefix, read, typed.Create(selection.Children));
    }
}

/// <summary>A field whose values are of a CLR type that is known when they are seen.</summary>
internal sealed class DynamicTemplate(OutputField field, CompletionFactory<object> dynamic) : FieldTemplate(field)
{
    public override FieldWriter CreateWriter(FieldSelection selection, bool isFirst)
    {
        var prefix = Prefix(selection, isFirst);
        var completion = dynamic.Create(selection.Children);
        return selection.NeedsFetch || Field.Resolver is not PureResolver pure
            ? new FetchedWriter(selection, prefix, completion)
            : new FunctionWriter(selection, prefix, pure, completion);
    }
}

/// <summary><c>__typename</c> (spec 4.1).</summary>
internal sealed class TypeNameTemplate(OutputField field) : FieldTemplate(field)
{
    public override FieldWriter CreateWriter(FieldSelection selection, bool isFirst) =>
        new ConstantWriter(selection, [.. Prefix(selection, isFirst), .. Encoding.UTF8.GetBytes($"\"{selection.DeclaringType.Name}\"")]);
}
