using System.Collections.Frozen;
using GridCity.Grains;

namespace GridCity.Silo.Access;

/// <summary>The posts that a person can hold, as they are written in tokens and on the command line.</summary>
internal static class RoleNames
{
    private static readonly FrozenDictionary<string, Role> Roles = new Dictionary<string, Role>
    {
        ["agent"] = Role.Agent,
        ["clerk"] = Role.Clerk,
        ["dispatcher"] = Role.Dispatcher,
        ["handler"] = Role.Handler,
        ["inspector"] = Role.Inspector,
        ["administrator"] = Role.Administrator,
        ["department"] = Role.Department,
        ["supervisor"] = Role.Supervisor,
        ["other-system"] = Role.OtherSystem,
        ["operator"] = Role.Operator,
    }.ToFrozenDictionary();

    public static string All => string.Join(", ", Roles.Keys.Order());

    public static Role? Parse(string name) => Roles.TryGetValue(name, out var role) ? role : null;

    public static string Of(Role role) => Roles.First(entry => entry.Value == role).Key;

    /// <summary>Posts that act for a unit: a department or the inspector's own code.</summary>
    public static bool NeedsUnit(Role role) => role is Role.Handler or Role.Inspector or Role.Department;
}
