using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Reads descriptions from the XML documentation files that the compiler writes next to assemblies. A missing file means no descriptions.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> files = [];

    /// <summary>The summary of a type, property, method or field as Markdown on one line; null if there is none.</summary>
    public string? SummaryOf(MemberInfo member)
    {
        if (SchemaNames.Attribute<GraphQLDescriptionAttribute>(member) is { } given)
            return given.Description;
        if (Find(member) is { } documented)
        {
            if (documented.Element("summary") is { } summary)
                return Text(summary);
            if (documented.Element("inheritdoc") is not null)
                return InheritedFrom(member).Select(SummaryOf).FirstOrDefault(s => s is not null);
        }

        // a positional record documents its properties as parameters
        return member is PropertyInfo { DeclaringType: { } owner } property && Find(owner) is { } type ? ParameterOf(type, property.Name) : null;
    }

    /// <summary>The description of a parameter of a method or constructor; null if there is none.</summary>
    public string? SummaryOf(ParameterInfo parameter)
    {
        if (SchemaNames.Attribute<GraphQLDescriptionAttribute>(parameter) is { } given)
            return given.Description;
        return Find(parameter.Member) is { } member ? ParameterOf(member, parameter.Name!) : null;
    }

    private static IEnumerable<MemberInfo> InheritedFrom(MemberInfo member)
    {
        var owner = member.DeclaringType;
        if (owner is null)
            return [];
        var parents = owner.BaseType is { } parent ? owner.GetInterfaces().Prepend(parent) : owner.GetInterfaces();
        return parents.SelectMany(t => t.GetMember(member.Name));
    }

    private static string? ParameterOf(XElement member, string name) =>
        member.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == name) is { } found ? Text(found) : null;

    private static string? Text(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
            Append(text, node);
        var words = text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words);
    }

    private static void Append(StringBuilder text, XNode node)
    {
        if (node is XText plain)
            text.Append(plain.Value);
        if (node is not XElement element)
            return;
        switch (element.Name.LocalName)
        {
            case "c" or "code":
                text.Append('`').Append(element.Value).Append('`');
                break;
            case "see" or "seealso" or "paramref" or "typeparamref" when element.Value.Length == 0:
                text.Append('`').Append(Reference(element)).Append('`');
                break;
            default:
                foreach (var child in element.Nodes())
                    Append(text, child);
                text.Append(element.Name.LocalName == "para" ? " " : "");
                break;
        }
    }

    private static string Reference(XElement element)
    {
        var target = (string?)element.Attribute("cref") ?? (string?)element.Attribute("langword") ?? (string?)element.Attribute("name")
            ?? (string?)element.Attribute("href") ?? "";
        if (target.Length < 2 || target[1] != ':')
            return target;
        var name = target.Split('(')[0];
        name = name[(name.LastIndexOfAny(['.', ':']) + 1)..].Split('`')[0];
        return target[0] is 'P' or 'M' ? SchemaNames.Camel(name) : name;
    }

    private XElement? Find(MemberInfo member)
    {
        var owner = member as Type ?? member.DeclaringType;
        if (owner is null)
            return null;
        if (owner.IsConstructedGenericType)
            owner = owner.GetGenericTypeDefinition();
        var type = owner.FullName?.Replace('+', '.');
        var id = member switch
        {
            Type => $"T:{type}",
            PropertyInfo => $"P:{type}.{member.Name}",
            FieldInfo => $"F:{type}.{member.Name}",
            ConstructorInfo => $"M:{type}.#ctor",
            _ => $"M:{type}.{member.Name}",
        };
        return FileOf(owner.Assembly).GetValueOrDefault(id);
    }

    private Dictionary<string, XElement> FileOf(Assembly assembly)
    {
        if (files.TryGetValue(assembly, out var members))
            return members;
        files.Add(assembly, members = []);
        var path = assembly.IsDynamic || assembly.Location.Length == 0 ? "" : Path.ChangeExtension(assembly.Location, ".xml");
        if (!File.Exists(path))
            return members;
        using var reader = XmlReader.Create(path);
        foreach (var member in XDocument.Load(reader).Descendants("member"))
        {
            // Overloads are told apart by their parameters; a schema has one field of a name, so that the first one is meant.
            if ((string?)member.Attribute("name") is { } name)
                members.TryAdd(name.Split('(', '~')[0], member);
        }

        return members;
    }
}
