using System.Globalization;
using CrmGraph.FunnelBench;

// The numbers of opportunities to compare; the first is what the others are measured by.
int[] sizes = args is [] ? [10_000, 1_000_000] : [.. args.Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
var folder = Directory.CreateTempSubdirectory("crmgraph-funnel-").FullName;
try
{
    List<Market> markets = [];
    foreach (var size in sizes)
    {
        markets.Add(await Market.MakeAsync(Path.Combine(folder, $"{size}.db"), size, Console.Out));
    }

    await Measurement.RunAsync(markets, Console.Out);
    foreach (var market in markets) await market.DisposeAsync();
}
finally
{
    Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    Directory.Delete(folder, recursive: true);
}
