using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation;

/// <summary>A directive as a schema has it or as a document defines it; one of the two is given.</summary>
internal readonly record struct DirectiveDefinition(DirectiveType? Type, DirectiveDefinitionNode? Node)
{
    public bool IsRepeatable => Type?.IsRepeatable ?? Node!.IsRepeatable;

    public IEnumerable<string> ArgumentNames => Type is null ? Node!.Arguments.Select(a => a.Name.Value) : Type.Arguments.Select(a => a.Name);

    /// <summary>Names and types of the arguments that must be given.</summary>
    public IEnumerable<(string Name, string Type)> RequiredArguments => Type is null
        ? Node!.Arguments.Where(a => a is { Type: NonNullTypeNode, DefaultValue: null }).Select(a => (a.Name.Value, AbbreviatedText.Of(a.Type)))
        : Type.Arguments.Where(a => a.IsRequired).Select(a => (a.Name, a.Type.ToString()!));

    public bool HasArgument(string name) => ArgumentNames.Contains(name);

    public bool Allows(string location) => Type is null ? Node!.Locations.Any(l => l.Value == location) : Type.Locations.Contains(location);
}
