using GridCity.Grains.Cities;
using GridCity.Grains.DutyGrids;

namespace GridCity.Grains;

/// <summary>Everything a decider may know besides the state and the command.</summary>
/// <param name="Now">Database time of the decision.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="City">The city's data: categories, departments, limits.</param>
/// <param name="Self">The grain that decides; a key is no part of a state.</param>
public sealed record DecisionContext(DateTimeOffset Now, Actor Actor, City City, GrainId Self)
{
    /// <summary>Where inspectors were seen last, as far as is known.</summary>
    public ISightings Sightings { get; init; } = NoSightings.Instance;
}

/// <summary>Who asks: a person at a post, or a grain for mail and timers.</summary>
/// <param name="Id">Opaque id of the person, or the written id of the grain.</param>
/// <param name="Role">The post held for this act.</param>
/// <param name="Unit">
/// Code of the department for its desk and its handlers, of the inspector for an inspector; else empty.
/// </param>
public sealed record Actor(string Id, Role Role, string Unit = "")
{
    /// <summary>The actor of a timer or a piece of mail.</summary>
    public static Actor Grain(GrainId source) => new(source.ToString(), Role.Grain);
}

/// <summary>The posts of the two axes (supervision, command); see the workflow facts in the docs.</summary>
public enum Role
{
    /// <summary>Another grain, through mail or a timer; no person can hold it.</summary>
    Grain,

    /// <summary>Call-taker of a hotline (坐席).</summary>
    Agent,

    /// <summary>Intake clerk of the supervision centre (受理员).</summary>
    Clerk,

    /// <summary>Dispatcher of the command centre (派遣员).</summary>
    Dispatcher,

    /// <summary>Handler of a department (处置人员).</summary>
    Handler,

    /// <summary>Grid inspector (监督员).</summary>
    Inspector,

    /// <summary>Configures the city and reads everything.</summary>
    Administrator,

    /// <summary>The desk of a department (处置部门): assigns its handlers and answers for their work.</summary>
    Department,

    /// <summary>Shift leader of the supervision centre (值班长): supervises cases, audits.</summary>
    Supervisor,

    /// <summary>Another system with an account of its own: a superior's platform, a recogniser of pictures.</summary>
    OtherSystem,

    /// <summary>Operator of the traffic signals (信号控制员): sets modes and plans of intersections.</summary>
    Operator,
}
