using System.Text.Json;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Delta;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Mail;

/// <summary>Mail folders: those under a folder, single ones, new ones, and a delta query over all of them.</summary>
internal sealed class FolderEndpoints(GraphEmulator emulator)
{
    private static readonly string[] Known = ["id", "displayName", "parentFolderId", "childFolderCount", "unreadItemCount", "totalItemCount", "isHidden"];

    internal GraphAnswer Delta(GraphRequest request, GraphMailbox mailbox) => new DeltaQuery<GraphFolder>(emulator, mailbox, mailbox.FolderLog)
    {
        Context = "mailFolder",
        Write = (w, f, token) => Write(w, mailbox, f, Select(token.Select)),
        RemovedId = change => change.Id,
        IsInside = (_, _) => true,
        FirstRound = (all, _) => all,
    }.Answer(request, () =>
    {
        Select(request.Query.GetValueOrDefault("$select"));
        return new DeltaToken { Select = request.Query.GetValueOrDefault("$select") };
    });

    internal GraphAnswer List(GraphRequest request, GraphMailbox mailbox, GraphFolder parent)
    {
        var fields = Select(request.Query.GetValueOrDefault("$select"));
        var size = Math.Clamp(Number(request, "$top") ?? request.MaxPageSize ?? emulator.Options.PageSize, 1, 1000);
        var skip = Number(request, "$skip") ?? 0;
        var page = mailbox.Folders.Where(f => f.Parent == parent).Skip(skip).Take(size + 1).ToList();
        return GraphAnswer.Json(200, w =>
        {
            w.WriteString("@odata.context", $"{emulator.BaseUrl}/$metadata#users('{mailbox.Id}')/mailFolders");
            if (page.Count > size) w.WriteString("@odata.nextLink", $"{emulator.BaseUrl}{request.Target.Split('?')[0]}?$top={size}&$skip={skip + size}");
            w.WriteStartArray("value");
            foreach (var folder in page.Take(size))
            {
                w.WriteStartObject();
                Write(w, mailbox, folder, fields);
                w.WriteEndObject();
            }
            w.WriteEndArray();
        });
    }

    internal static GraphAnswer One(GraphRequest request, GraphMailbox mailbox, GraphFolder folder, int status = 200)
    {
        var fields = Select(request.Query.GetValueOrDefault("$select"));
        return GraphAnswer.Json(status, w => Write(w, mailbox, folder, fields));
    }

    internal static GraphAnswer Create(GraphRequest request, GraphMailbox mailbox, GraphFolder parent) =>
        One(request, mailbox, mailbox.CreateFolder(request.Json.Text("displayName") ?? throw GraphRefusal.Invalid("displayName is missing."), parent), 201);

    private static Fields Select(string? select) => Fields.Of(select, "mailFolder", Known);

    private static int? Number(GraphRequest request, string name) => request.Query.TryGetValue(name, out var text) && int.TryParse(text, out var n) ? n : null;

    private static void Write(Utf8JsonWriter w, GraphMailbox mailbox, GraphFolder folder, Fields fields)
    {
        w.WriteString("@odata.type", "#microsoft.graph.mailFolder");
        w.WriteString("id", folder.Id);
        w.WriteText(fields, "displayName", folder.Name);
        w.WriteText(fields, "parentFolderId", (folder.Parent ?? mailbox.Root).Id);
        if (fields.Has("childFolderCount")) w.WriteNumber("childFolderCount", mailbox.Folders.Count(f => f.Parent == folder));
        if (fields.Has("unreadItemCount")) w.WriteNumber("unreadItemCount", folder.Unread);
        if (fields.Has("totalItemCount")) w.WriteNumber("totalItemCount", folder.Count);
        w.WriteFlag(fields, "isHidden", false);
    }
}
