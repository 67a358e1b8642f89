using System.Diagnostics.CodeAnalysis;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution;

/// <summary>What a resolver knows of the call: parent, arguments, selection and request.</summary>
public sealed class ResolverContext
{
    internal ResolverContext(RequestContext request, FieldSelection selection, object parent, object?[] arguments)
    {
        Request = request;
        Selection = selection;
        Parent = parent;
        Arguments = arguments;
    }

    /// <summary>The request.</summary>
    public RequestContext Request { get; }

    /// <summary>The field that is resolved, and what is selected of its value.</summary>
    public FieldSelection Selection { get; }

    /// <summary>The object whose field it is; for a root field the root value; may be a <see cref="ProjectedRow"/>.</summary>
    public object Parent { get; }

    /// <summary>Coerced arguments in the order of the field's definition; <see cref="InputObjectValue.Absent"/> where none was given.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "Read by compiled argument binders; never changed.")]
    public object?[] Arguments { get; }

    /// <summary>
    /// Services for this call alone, from a scope of its own that lives until the response is written: two resolvers of one request
    /// never share a scoped service such as a DbContext. The root fields of a mutation run one by one and each has its own as well.
    /// </summary>
    public IServiceProvider Services => services ??= Request.CreateScope();

    private IServiceProvider? services;

    /// <summary>The argument at a position of the field's definition; the default of <typeparamref name="T"/> if absent.</summary>
    public T Argument<T>(int index) => ReferenceEquals(Arguments[index], InputObjectValue.Absent) ? default! : (T)Arguments[index]!;

    /// <summary>The argument of that name; the default of <typeparamref name="T"/> if absent.</summary>
    public T Argument<T>(string name)
    {
        for (var i = 0; i < Selection.Field.Arguments.Length; i++)
        {
            if (Selection.Field.Arguments[i].Name == name)
                return Argument<T>(i);
        }

        throw new ArgumentException($"{Selection.DeclaringType.Name}.{Selection.Field.Name} has no argument \"{name}\".", nameof(name));
    }

    /// <summary>
    /// What the resolver requires of its parent: entry <paramref name="index"/> of <see cref="FieldResolver.Requirements"/>, read from the
    /// row if the parent was fetched as one, or else from the object.
    /// </summary>
    public T Required<T>(int index) => (T)ParentRequirement.Read(Selection, Parent, index)!;
}
