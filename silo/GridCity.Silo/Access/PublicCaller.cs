using GridCity.Grains;

namespace GridCity.Silo.Access;

/// <summary>
/// Whoever calls without an account: an agent of the whole city as far as the rules of a case go, and nobody as far as
/// methods go, for only those of the citizens' service are ever called so.
/// </summary>
internal static class PublicCaller
{
    /// <summary>No user can have this id.</summary>
    public const string Id = "citizens";

    public static Actor Actor { get; } = new(Id, Role.Agent);

    public static Caller Caller { get; } = new(Actor, [], SeesPhone: false, IsPublic: true);
}
