using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes the fields of <c>Mutation</c>: one input, one payload with the changed object and <c>errors</c>.</summary>
internal sealed class MutationFields(MutationConvention? convention, TypeRegistry types)
{
    /// <summary>The fields of a class of mutations.</summary>
    public IEnumerable<OutputField> Of(Type owner) => MethodFields.MethodsOf(owner, types).Select(Field).OfType<OutputField>();

    private OutputField? Field(MethodInfo method)
    {
        if (MethodFields.Bind(method, null, "", types) is not { } bound)
            return null;
        var shape = ClrShape.OfResult(new NullabilityInfoContext().Create(method.ReturnParameter));
        if (convention is null)
            return Plain(method, bound, shape);
        if (PayloadOf(method, shape) is not { } payload)
            return null;
        return new OutputField(bound.Name, new NonNullType(payload), bound.Arguments, bound.Description, bound.DeprecationReason)
        {
            Resolver = new TaskResolver((context, cancellationToken) => RunAsync(bound, convention, context, cancellationToken)),
        };
    }

    private static async ValueTask<object?> RunAsync(ResolverMethod method, MutationConvention convention, ResolverContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<object>? errors = null;
        try
        {
            return new MutationPayload(await CallAsync(method, context, cancellationToken), []);
        }
        catch (Exception exception) when ((errors = convention.Map(exception is InvalidInputException invalid ? invalid.WithinInput() : exception)) is not null)
        {
            return new MutationPayload(null, errors);
        }
        catch (InvalidInputException exception)
        {
            throw exception.ToGraphQLException();
        }
    }

    // what throws is taken back by the unit of work, and only then becomes a refusal
    private static ValueTask<object?> CallAsync(ResolverMethod method, ResolverContext context, CancellationToken cancellationToken) => context.Request.Request.Unit is { } unit
        ? unit(() => method.Call(context, cancellationToken), cancellationToken)
        : method.Call(context, cancellationToken);

    private OutputField? Plain(MethodInfo method, ResolverMethod bound, ClrShape shape) => MethodFields.TypeOf(method, shape, types) is { } type
        ? new OutputField(bound.Name, type, bound.Arguments, bound.Description, bound.DeprecationReason) { Resolver = new TaskResolver(bound.Invoke) }
        : null;

    private ObjectType? PayloadOf(MethodInfo method, ClrShape shape)
    {
        if (shape.Item is null && shape.Type.Name.EndsWith("Payload", StringComparison.Ordinal))
            return PayloadOfClass(shape.Type);
        if (MethodFields.TypeOf(method, shape, types) is not { } type)
            return null;
        if (type.Nullable is ObjectType changed)
            return PayloadOf(changed);
        types.Mistake($"{MethodFields.PlaceOf(method)} returns {type}; a mutation returns the object that it has changed, or a class whose name ends with Payload.");
        return null;
    }

    private ObjectType PayloadOf(ObjectType changed) => types.GetOrAdd(changed.Name + "Payload", () =>
    {
        Func<MutationPayload, object?> read = payload => payload.Value;
        var field = new OutputField(
            SchemaNames.Camel(changed.Name), changed, null, "The changed object; null if the mutation was refused.")
        { Resolver = new PropertyResolver<MutationPayload, object?>(read) };
        return new ObjectType(changed.Name + "Payload", () => [field, ErrorsField()], description: $"What a mutation of a {changed.Name} answers with.");
    });

    private ObjectType PayloadOfClass(Type clr) => types.GetOrAdd(SchemaNames.OfType(clr), () =>
        new ObjectType(SchemaNames.OfType(clr), () => FieldsOfClass(clr).Append(ErrorsField()), null, types.DescriptionOf(clr)));

    private IEnumerable<OutputField> FieldsOfClass(Type clr)
    {
        // what a class without any values says is what it says when the mutation was refused; other classes say null
        var isWhole = !clr.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));
        var refused = isWhole ? clr.GetConstructor(Type.EmptyTypes)?.Invoke(null) : null;
        foreach (var property in clr.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.IsDefined(typeof(GraphQLIgnoreAttribute)))
                continue;
            var source = MemberSource.Of(property);
            var shape = ClrShape.Of(new NullabilityInfoContext().Create(property));
            if (refused is null)
                shape = shape with { IsNullable = true };
            var payload = Expression.Parameter(typeof(MutationPayload), "payload");
            var value = Expression.Property(payload, nameof(MutationPayload.Value));
            var type = refused is null && property.PropertyType is { IsValueType: true } plain && Nullable.GetUnderlyingType(plain) is null
                ? typeof(Nullable<>).MakeGenericType(plain)
                : property.PropertyType;
            var read = Expression.Condition(
                Expression.ReferenceEqual(value, Expression.Constant(null)),
                refused is null ? Expression.Default(type) : Expression.Property(Expression.Constant(refused, clr), property),
                Expression.Convert(Expression.Property(Expression.Convert(value, clr), property), type));
            var parts = new FieldParts(SchemaNames.Of(property.Name, source), types.DescriptionOf(property), SchemaNames.DeprecationOf(source));
            if (PropertyFields.Create(parts, Expression.Lambda(read, payload), shape, source, $"{clr.Name}.{property.Name}", types) is { } field)
                yield return field;
        }
    }

    private OutputField ErrorsField()
    {
        Func<MutationPayload, IReadOnlyList<object>> read = payload => payload.Errors;
        return new OutputField("errors", convention!.ErrorsType(types), null, "Why the mutation was refused; empty if it was not.")
        {
            Resolver = new PropertyResolver<MutationPayload, IReadOnlyList<object>>(read),
        };
    }
}
