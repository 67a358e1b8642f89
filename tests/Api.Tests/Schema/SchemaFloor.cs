using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.Api.Tests.Schema;

/// <summary>Compares a schema with one that it must not fall short of: everything there is here, with the same types.</summary>
internal sealed class SchemaFloor
{
    private readonly Dictionary<string, TypeDefinitionNode> _served;
    private readonly List<string> _findings = [];

    private SchemaFloor(string served) => _served = Types(served).ToDictionary(t => t.Name.Value);

    /// <summary>What the served schema lacks or has otherwise, and what it newly demands; empty if clients need not care.</summary>
    internal static IReadOnlyList<string> Findings(string floor, string served)
    {
        var comparison = new SchemaFloor(served);
        foreach (var type in Types(floor)) comparison.Compare(type);
        return comparison._findings;
    }

    private static IEnumerable<TypeDefinitionNode> Types(string sdl) => Parser.Parse(new SourceText(sdl)).Definitions.OfType<TypeDefinitionNode>();

    private void Compare(TypeDefinitionNode promised)
    {
        var name = promised.Name.Value;
        if (!_served.TryGetValue(name, out var served))
        {
            _findings.Add($"{name} is missing");
            return;
        }
        switch (promised, served)
        {
            case (ObjectTypeDefinitionNode a, ObjectTypeDefinitionNode b):
                Names($"{name} implements", a.Interfaces.Select(i => i.Name.Value), b.Interfaces.Select(i => i.Name.Value));
                Fields(name, a.Fields, b.Fields);
                break;
            case (InterfaceTypeDefinitionNode a, InterfaceTypeDefinitionNode b):
                Fields(name, a.Fields, b.Fields);
                break;
            case (InputObjectTypeDefinitionNode a, InputObjectTypeDefinitionNode b):
                Inputs(name, a.Fields, b.Fields);
                break;
            case (EnumTypeDefinitionNode a, EnumTypeDefinitionNode b):
                Names($"{name} has", a.Values.Select(v => v.Name.Value), b.Values.Select(v => v.Name.Value));
                break;
            case (UnionTypeDefinitionNode a, UnionTypeDefinitionNode b):
                Names($"{name} includes", a.Types.Select(t => t.Name.Value), b.Types.Select(t => t.Name.Value));
                break;
            default:
                if (promised.GetType() != served.GetType()) _findings.Add($"{name} is of another kind");
                break;
        }
    }

    private void Fields(string type, IEnumerable<FieldDefinitionNode> promised, IReadOnlyCollection<FieldDefinitionNode> served)
    {
        foreach (var field in promised)
        {
            var place = $"{type}.{field.Name.Value}";
            if (served.FirstOrDefault(f => f.Name.Value == field.Name.Value) is not { } found)
            {
                _findings.Add($"{place} is missing");
                continue;
            }
            SameType(place, field.Type, found.Type);
            Inputs(place, field.Arguments, found.Arguments);
        }
    }

    private void Inputs(string place, IReadOnlyCollection<InputValueDefinitionNode> promised, IReadOnlyCollection<InputValueDefinitionNode> served)
    {
        foreach (var input in promised)
        {
            if (served.FirstOrDefault(i => i.Name.Value == input.Name.Value) is { } found) SameType($"{place}.{input.Name.Value}", input.Type, found.Type);
            else _findings.Add($"{place}.{input.Name.Value} is missing");
        }
        foreach (var added in served.Where(s => promised.All(p => p.Name.Value != s.Name.Value)))
        {
            if (added.Type is NonNullTypeNode && added.DefaultValue is null) _findings.Add($"{place}.{added.Name.Value} is new and required");
        }
    }

    private void Names(string what, IEnumerable<string> promised, IEnumerable<string> served)
    {
        foreach (var missing in promised.Except(served)) _findings.Add($"{what} {missing} no more");
    }

    private void SameType(string place, TypeNode promised, TypeNode served)
    {
        var (was, now) = (Printer.Print(promised), Printer.Print(served));
        if (was != now) _findings.Add($"{place} is {now} instead of {was}");
    }
}
