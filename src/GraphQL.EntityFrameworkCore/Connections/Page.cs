using CrmGraph.GraphQL.EntityFrameworkCore.Projections;
using CrmGraph.GraphQL.Execution;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Connections;

/// <summary>A page of one list, as it is fetched.</summary>
internal sealed class Page(ConnectionLayout layout, Cursor? cursor, int cursorStart)
{
    private readonly List<object?[]> fetched = [];
    private ProjectedRow[]?[] rows = [];

    /// <summary>The page of a parent that has no list.</summary>
    public static Page Empty(ConnectionLayout layout) => new(layout, null, 0);

    /// <summary>How many items it has.</summary>
    public int Count => fetched.Count;

    /// <summary>Whether there are items behind it.</summary>
    public bool HasNext { get; set; }

    /// <summary>Whether there are items before it.</summary>
    public bool HasPrevious { get; set; }

    /// <summary>How many items there are on all pages.</summary>
    public int TotalCount { get; set; }

    /// <summary>Adds what was fetched of an item.</summary>
    public void Add(object?[] values) => fetched.Add(values);

    /// <summary>Takes off the one item more that was asked for, and brings the items in order. True if there was one more.</summary>
    public bool Finish(ConnectionArguments arguments)
    {
        var more = fetched.Count > arguments.Limit;
        if (more)
            fetched.RemoveRange(arguments.Limit, fetched.Count - arguments.Limit);
        if (arguments.IsBackward)
            fetched.Reverse();
        return more;
    }

    /// <summary>The items as they are selected at one place.</summary>
    public ProjectedRow[] Rows(int item)
    {
        if (rows.Length == 0)
            rows = new ProjectedRow[]?[layout.Items.Count];
        return rows[item] ??= Rows(layout.Items[item], item);
    }

    /// <summary>The cursor of an item.</summary>
    public string Cursor(int index) => cursor!.Write(fetched[index], cursorStart);

    /// <summary>Where the page is.</summary>
    public PageInfo ToPageInfo() =>
        layout.NeedsCursors && Count > 0 ? new PageInfo(HasNext, HasPrevious, Cursor(0), Cursor(Count - 1)) : new PageInfo(HasNext, HasPrevious, null, null);

    private ProjectedRow[] Rows(RowLayout selected, int item)
    {
        var made = new ProjectedRow[fetched.Count];
        for (var i = 0; i < made.Length; i++)
            made[i] = selected.ToRow(fetched[i][item]);
        return made;
    }
}
