namespace CrmGraph.GraphQL.EntityFrameworkCore.Connections;

/// <summary>Where a page is within its list.</summary>
/// <param name="HasNextPage">Whether there are items behind the page.</param>
/// <param name="HasPreviousPage">Whether there are items before the page.</param>
/// <param name="StartCursor">The cursor of the first item; null if the page is empty.</param>
/// <param name="EndCursor">The cursor of the last item, to be given as <c>after</c> for the next page; null if the page is empty.</param>
internal sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
