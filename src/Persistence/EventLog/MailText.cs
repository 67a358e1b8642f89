using CrmGraph.Domain.Activities;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmGraph.Persistence.EventLog;

/// <summary>Texts of activities that came from mailboxes: the log says that they changed and never holds them, for its readers are not told apart.</summary>
internal static class MailText
{
    private static readonly string[] Texts = [nameof(Activity.Subject), nameof(Activity.Body), nameof(Activity.Purpose), nameof(Activity.Outcome), nameof(Activity.Location)];

    /// <summary>Whether a property is such a text.</summary>
    internal static bool IsIn(EntityEntry entry, IProperty property) =>
        entry.Entity is Activity { Origin: ActivityOrigin.MicrosoftGraph } && Texts.Contains(property.Name);
}
