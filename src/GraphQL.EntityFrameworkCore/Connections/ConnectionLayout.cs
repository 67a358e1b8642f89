using CrmGraph.GraphQL.EntityFrameworkCore.Projections;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Connections;

/// <summary>What is selected of a connection, and how its row is made of a page. Made once per selection set.</summary>
internal sealed class ConnectionLayout
{
    private readonly ObjectType type;
    private readonly List<Func<Page, object?>> slots = [];
    private readonly List<RowLayout> items = [];

    private ConnectionLayout(SelectionSet selections)
    {
        type = selections.Type;
        foreach (var field in selections.Fields)
        {
            if (Slot(field) is not { } slot)
                continue;
            field.Slot = slots.Count;
            slots.Add(slot);
        }
    }

    /// <summary>The layouts that each item is fetched by: one per place where items are selected.</summary>
    public IReadOnlyList<RowLayout> Items => items;

    /// <summary>Whether cursors are selected.</summary>
    public bool NeedsCursors { get; private set; }

    /// <summary>Whether <c>totalCount</c> is selected.</summary>
    public bool NeedsCount { get; private set; }

    /// <summary>Whether <c>hasNextPage</c> is selected.</summary>
    public bool NeedsNext { get; private set; }

    /// <summary>Whether <c>hasPreviousPage</c> is selected.</summary>
    public bool NeedsPrevious { get; private set; }

    /// <summary>Whether edges are selected, be it without anything in them.</summary>
    public bool NeedsItems { get; private set; }

    /// <summary>The layout of a selection set.</summary>
    public static ConnectionLayout For(SelectionSet selections) => selections.Projection(s => new ConnectionLayout(s));

    /// <summary>The connection as a row.</summary>
    public ProjectedRow ToRow(Page page)
    {
        var values = new object?[slots.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = slots[i](page);
        return new ProjectedRow(type, values);
    }

    private Func<Page, object?>? Slot(FieldSelection field)
    {
        switch (field.Field.Name)
        {
            case "nodes":
                var item = Item(field);
                return page => page.Rows(item);
            case "edges":
                return Edges(field.SelectionsFor((ObjectType)field.Field.Type.Named));
            case "pageInfo":
                var selected = field.SelectionsFor((ObjectType)field.Field.Type.Named).Fields.Select(f => f.Field.Name).ToHashSet();
                NeedsCursors |= selected.Contains("startCursor") || selected.Contains("endCursor");
                NeedsNext |= selected.Contains("hasNextPage");
                NeedsPrevious |= selected.Contains("hasPreviousPage");
                return page => page.ToPageInfo();
            case "totalCount":
                NeedsCount = true;
                return page => page.TotalCount;
            default:
                return null;
        }
    }

    private Func<Page, object?> Edges(SelectionSet selections)
    {
        NeedsItems = true;
        var parts = new List<Func<Page, int, object?>>();
        foreach (var field in selections.Fields)
        {
            Func<Page, int, object?> part;
            if (field.Field.Name == "node")
            {
                var item = Item(field);
                part = (page, i) => page.Rows(item)[i];
            }
            else if (field.Field.Name == "cursor")
            {
                NeedsCursors = true;
                part = (page, i) => page.Cursor(i);
            }
            else
            {
                continue;
            }

            field.Slot = parts.Count;
            parts.Add(part);
        }

        return page =>
        {
            var edges = new ProjectedRow[page.Count];
            for (var i = 0; i < edges.Length; i++)
                edges[i] = new ProjectedRow(selections.Type, [.. parts.Select(part => part(page, i))]);
            return edges;
        };
    }

    private int Item(FieldSelection field)
    {
        NeedsItems = true;
        items.Add(RowLayout.For(field.SelectionsFor((ObjectType)field.Field.Type.Named)));
        return items.Count - 1;
    }
}
