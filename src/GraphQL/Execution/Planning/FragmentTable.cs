using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Execution.Planning;

/// <summary>The fragments of a document by name.</summary>
internal sealed class FragmentTable
{
    private readonly Dictionary<string, FragmentDefinitionNode> byName = [];

    public FragmentTable(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment)
                byName.TryAdd(fragment.Name.Value, fragment);
        }
    }

    public FragmentDefinitionNode this[string name] => byName[name];
}
