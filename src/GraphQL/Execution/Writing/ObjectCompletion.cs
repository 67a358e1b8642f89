using CrmGraph.GraphQL.Execution.Planning;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Writes objects of one concrete type.</summary>
internal sealed class ObjectCompletion<T>(SelectionSet selections) : Completion<T>
{
    public override bool Write(T value, ref int child, ResponseWriter writer) => writer.WriteObject(selections, value!, child++);

    public override int CountObjects(T value) => 1;
}

/// <summary>Writes objects of an interface or union type: finds the concrete type of each (spec 6.4.3, ResolveAbstractType).</summary>
internal sealed class AbstractCompletion<T>(SelectionSetTable selections, AbstractTypes types) : Completion<T>
{
    public override bool Write(T value, ref int child, ResponseWriter writer)
    {
        var ordinal = child++;
        return types.TryResolve(selections.Type, value!, out var type, out var error)
            ? writer.WriteObject(selections.For(type), value!, ordinal)
            : writer.AddError(error);
    }

    public override int CountObjects(T value) => 1;
}
