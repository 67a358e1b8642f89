using CrmGraph.Testing.Emulators.MicrosoftGraph.Delta;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

public sealed partial class GraphMailbox
{
    private readonly Dictionary<string, GraphFolder> _folders = new(StringComparer.Ordinal);

    /// <summary>All folders but the root.</summary>
    public IReadOnlyList<GraphFolder> Folders
    {
        get
        {
            lock (Gate) return [.. _folders.Values];
        }
    }

    internal ChangeLog<GraphFolder> FolderLog { get; } = new();

    /// <summary>Makes a folder.</summary>
    public GraphFolder CreateFolder(string name, GraphFolder? parent = null)
    {
        lock (Gate) return AddFolder(name, parent ?? Root, null);
    }

    /// <summary>Renames a folder.</summary>
    public void RenameFolder(GraphFolder folder, string name)
    {
        lock (Gate)
        {
            folder.Name = name;
            FolderLog.Put(folder.Id, folder.Id, folder);
        }
    }

    /// <summary>Removes a folder with everything in it.</summary>
    public void DeleteFolder(GraphFolder folder)
    {
        lock (Gate)
        {
            foreach (var child in _folders.Values.Where(f => f.Parent == folder).ToList()) DeleteFolder(child);
            foreach (var message in folder.Log.Present.ToList()) DeletePermanently(message);
            _folders.Remove(folder.Id);
            FolderLog.Remove(folder.Id, folder.Id, "deleted");
        }
    }

    internal GraphFolder Folder(string idOrName)
    {
        if (idOrName == Root.Id || idOrName.Equals(Root.WellKnownName, StringComparison.OrdinalIgnoreCase)) return Root;
        return _folders.GetValueOrDefault(idOrName)
            ?? _folders.Values.FirstOrDefault(f => idOrName.Equals(f.WellKnownName, StringComparison.OrdinalIgnoreCase))
            ?? throw GraphRefusal.NotFound();
    }

    private GraphFolder AddFolder(string name, GraphFolder parent, string? wellKnownName)
    {
        var folder = new GraphFolder(NewId("AAMkFld"), name, parent, wellKnownName);
        _folders[folder.Id] = folder;
        FolderLog.Put(folder.Id, folder.Id, folder);
        return folder;
    }
}
