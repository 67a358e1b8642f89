namespace CrmGraph.Domain.Teams;

/// <summary>Somebody who works with the CRM, or a program that does.</summary>
public sealed class User : Aggregate<UserId>
{
    private User() => Name = Email = "";

    /// <summary>The user's full name.</summary>
    public string Name { get; private set; }

    /// <summary>The e-mail address that the user signs in with; unique, kept in lower case.</summary>
    public string Email { get; private set; }

    /// <summary>What the user may see and do.</summary>
    public Role Role { get; private set; }

    /// <summary>The team that the user belongs to.</summary>
    public TeamId? TeamId { get; private set; }

    /// <summary>The user whom this one reports to.</summary>
    public UserId? ManagerId { get; private set; }

    /// <summary>False once the user has left: such a user cannot sign in or be given records.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Creates an active user.</summary>
    public static User Create(string name, string email, Role role, TeamId? teamId, UserId? managerId, DateTimeOffset now) => new()
    {
        Id = UserId.New(now),
        Name = Guard.Text(name, "name", 100),
        Email = NormalizeEmail(email),
        Role = Guard.Defined(role, "role"),
        TeamId = teamId,
        ManagerId = managerId,
    };

    /// <summary>The form in which addresses are kept and looked up.</summary>
    public static string NormalizeEmail(string email) =>
        (Guard.OptionalEmail(email, "email") ?? throw Guard.Invalid("email", "email must not be empty.")).ToLowerInvariant();

    /// <summary>Takes the user's access away; the records stay with the user until they are assigned to others.</summary>
    public void Deactivate() => IsActive = false;

    /// <summary>Refuses with VALIDATION when records are to be given to somebody who has left.</summary>
    public void RequireActive(string field)
    {
        if (!IsActive) throw Guard.Invalid(field, $"{Name} is not active any more; choose another owner.");
    }
}
