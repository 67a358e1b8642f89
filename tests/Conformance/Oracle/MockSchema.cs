using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.Conformance.Oracle;

/// <summary>
/// A schema with resolvers that answer with <see cref="MockValues"/>. Which kind of resolver a field has is left to chance, so that
/// what is read while writing, fetched one by one, fetched later and fetched in batches meets in one operation.
/// </summary>
internal sealed class MockSchema
{
    private readonly Schema original;
    private readonly Dice dice;
    private readonly Dictionary<string, NamedType> types = [];
    private Schema? built;

    private MockSchema(Schema original, Dice dice)
    {
        this.original = original;
        this.dice = dice;
        foreach (var type in original.Types)
            types.Add(type.Name, Create(type));
    }

    /// <summary>The same schema with resolvers.</summary>
    public static Schema Of(Schema schema, Dice dice) => new MockSchema(schema, dice).Build();

    private Schema Build() => built = new Schema(
        Root(original.QueryType), Root(original.MutationType), Root(original.SubscriptionType), types.Values, original.Directives, original.Description);

    private ObjectType? Root(ObjectType? type) => type is null ? null : (ObjectType)types[type.Name];

    private NamedType Create(NamedType type) => type switch
    {
        ObjectType fields => new ObjectType(type.Name, () => Fields(fields), () => Interfaces(fields), type.Description),
        InterfaceType fields => new InterfaceType(type.Name, () => Fields(fields), () => Interfaces(fields), type.Description) { ResolveType = TypeOf },
        UnionType union => new UnionType(type.Name, () => union.Types.Select(t => (ObjectType)types[t.Name]), type.Description) { ResolveType = TypeOf },
        _ => type,
    };

    private static string? TypeOf(object value) => (value as MockObject)?.Type;

    private IEnumerable<InterfaceType> Interfaces(FieldsType type) => type.Interfaces.Select(i => (InterfaceType)types[i.Name]);

    private IEnumerable<OutputField> Fields(FieldsType type) => type.Fields.Select(Field);

    private OutputField Field(OutputField field)
    {
        var type = Reference(field.Type);
        var typed = new OutputField(field.Name, type, field.Arguments);
        return new OutputField(field.Name, type, field.Arguments, field.Description, field.DeprecationReason) { Resolver = Resolver(typed) };
    }

    private GraphQLType Reference(GraphQLType type) => type switch
    {
        NonNullType nonNull => new NonNullType(Reference(nonNull.OfType)),
        ListType list => new ListType(Reference(list.OfType)),
        _ => types[type.Named.Name],
    };

    private FieldResolver Resolver(OutputField field) => dice.Below(4) switch
    {
        0 => new FunctionResolver((parent, arguments) => Value(field, parent, arguments.Values)),
        1 => new TaskResolver((context, _) => new ValueTask<object?>(Value(field, context.Parent, context.Arguments))),
        2 => new TaskResolver(async (context, _) =>
        {
            await Task.Yield();
            return Value(field, context.Parent, context.Arguments);
        }),
        _ => new MockBatch(this, field),
    };

    private object? Value(OutputField field, object parent, object?[] arguments) =>
        MockValues.Of(built!, field, parent as MockObject ?? new MockObject(1, "root"), arguments);

    private sealed class MockBatch(MockSchema schema, OutputField field) : BatchResolver
    {
        public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                try
                {
                    batch.SetResult(i, schema.Value(field, batch.Parent(i), batch.Arguments));
                }
                catch (GraphQLException refusal)
                {
                    batch.SetError(i, refusal);
                }
            }

            return ValueTask.CompletedTask;
        }
    }
}
