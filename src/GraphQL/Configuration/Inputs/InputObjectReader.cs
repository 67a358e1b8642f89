using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes objects of one C# class from coerced input objects, by a delegate that is compiled when the schema is built.</summary>
internal sealed class InputObjectReader(InputClass definition)
{
    private Func<InputObjectValue, InputPath, object>? read;

    /// <summary>Makes the object.</summary>
    public object Read(object raw, InputPath at) => read!((InputObjectValue)raw, at);

    /// <summary>Compiles the delegate, once.</summary>
    public void Compile(InputReaders readers)
    {
        if (read is not null)
            return;
        var input = Expression.Parameter(typeof(InputObjectValue), "input");
        var at = Expression.Parameter(typeof(InputPath), "at");
        var made = Expression.Variable(definition.ClrType, "made");
        var slots = Expression.Property(input, nameof(InputObjectValue.Values));
        var arguments = new List<Expression>();
        var assignments = new List<Expression>();
        for (var i = 0; i < definition.Members.Count; i++)
        {
            var member = definition.Members[i];
            var slot = Expression.ArrayIndex(slots, Expression.Constant(i));
            var value = readers.Slot(slot, member.ClrType, member.Shape, member.Source, at, member.Name);
            if (member.Parameter is not null)
            {
                arguments.Add(value);
                continue;
            }

            // what is absent stays as the constructor has set it
            var given = Expression.ReferenceNotEqual(slot, Expression.Constant(InputObjectValue.Absent));
            assignments.Add(Expression.IfThen(given, Expression.Assign(Expression.Property(made, member.Property!), value)));
        }

        Expression create = definition.Constructor is { } constructor ? Expression.New(constructor, arguments) : Expression.New(definition.ClrType);
        var body = Expression.Block([made], [Expression.Assign(made, create), .. assignments, Expression.Convert(made, typeof(object))]);
        read = Expression.Lambda<Func<InputObjectValue, InputPath, object>>(body, input, at).Compile();
    }
}

/// <summary>A C# class that is an input type.</summary>
/// <param name="ClrType">The class.</param>
/// <param name="Constructor">The constructor to call; null for a struct without one.</param>
/// <param name="Members">Its members in the order of the schema's fields.</param>
internal sealed record InputClass(Type ClrType, ConstructorInfo? Constructor, IReadOnlyList<InputMember> Members);
