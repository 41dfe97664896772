using GridCity.Cli.Commands;
using GridCity.Client;
using GridCity.Protos.Admin.V1;

namespace GridCity.Cli.Replay;

/// <summary>
/// The people of a replay, each a client of its own with a token of its own: an agent, a clerk, a dispatcher, a desk and a
/// handler per department, all inspectors of the city, and the administrator who makes their tokens.
/// </summary>
internal sealed class ReplayCrew : IDisposable
{
    private const int TokenDays = 2;
    private const int PersonLengthMax = 64;

    /// <summary>So long a city may be away, killed and started again, and the replay goes on.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, GridCityClient> _handlers = [];
    private readonly Dictionary<string, GridCityClient> _inspectors = [];
    private readonly Dictionary<string, GridCityClient> _departments = [];
    private GridCityClient[] _checkers = [];
    private readonly Uri[] _servers;
    private readonly string _name;

    private ReplayCrew(Uri[] servers, string name, GridCityClient administrator, GetCityReply city) =>
        (_servers, _name, Administrator, City) = (servers, name, administrator, city);

    public GetCityReply City { get; }

    public GridCityClient Administrator { get; }

    public GridCityClient Agent { get; private set; } = null!;

    public GridCityClient Clerk { get; private set; } = null!;

    public GridCityClient Dispatcher { get; private set; } = null!;

    /// <param name="name">Of the map; the people are called after it, and they are the callers that command ids belong to.</param>
    /// <param name="token">Of an administrator.</param>
    /// <exception cref="ReplayException">The city has nobody who could play a part.</exception>
    public static async Task<ReplayCrew> HireAsync(Uri[] servers, string name, string token, CancellationToken cancellation)
    {
        var administrator = Client(servers, token);
        var city = await administrator.Admin.GetCityAsync(new(), cancellation);
        if (city.Inspectors.Count == 0) throw new ReplayException("The city has no inspector: add one to its folder.");
        var crew = new ReplayCrew(servers, name, administrator, city);
        crew.Agent = await crew.ClientAsync("agent", "", cancellation);
        crew.Clerk = await crew.ClientAsync("clerk", "", cancellation);
        crew.Dispatcher = await crew.ClientAsync("dispatcher", "", cancellation);
        foreach (var inspector in city.Inspectors)
            crew._inspectors[inspector.Code] = await crew.ClientAsync("inspector", inspector.Code, cancellation);
        foreach (var department in city.Departments)
        {
            crew._handlers[department.Code] = await crew.ClientAsync("handler", department.Code, cancellation);
            crew._departments[department.Code] = await crew.ClientAsync("department", department.Code, cancellation);
        }

        crew._checkers = [.. crew._inspectors.Values];
        return crew;
    }

    /// <returns>Null for a department that the city does not have.</returns>
    public GridCityClient? Handler(string department) => _handlers.GetValueOrDefault(department);

    /// <summary>The department's desk.</summary>
    /// <returns>Null for a department that the city does not have.</returns>
    public GridCityClient? Department(string department) => _departments.GetValueOrDefault(department);

    /// <summary>A department that is not in charge: the next one by code.</summary>
    /// <returns>Null in a city with only one.</returns>
    public string? Other(string department)
    {
        var codes = _handlers.Keys.Order(StringComparer.Ordinal).ToArray();
        return codes.Length < 2 ? null : codes[(Array.IndexOf(codes, department) + 1) % codes.Length];
    }

    public GridCityClient Inspector(string code) => _inspectors[code];

    /// <summary>The inspector who looks after a record: the same one each time that number is drawn.</summary>
    public GridCityClient InspectorFor(uint drawn) => _checkers[drawn % (uint)_checkers.Length];

    public void Dispose()
    {
        GridCityClient[] others = [Agent, Clerk, Dispatcher, Administrator];
        foreach (var client in _handlers.Values.Concat(_departments.Values).Concat(_inspectors.Values).Concat(others)) client?.Dispose();
    }

    private async Task<GridCityClient> ClientAsync(string role, string unit, CancellationToken cancellation)
    {
        var person = $"replay-{_name}-{role}{(unit.Length == 0 ? "" : "-")}{unit}";
        var reply = await Administrator.Admin.CreateTokenAsync(
            new() { Person = Shortened(person), Role = role, Unit = unit, Days = TokenDays }, cancellation);
        return Client(_servers, reply.Token);
    }

    private static GridCityClient Client(Uri[] servers, string token) => ServerOptions.Connect(servers, token, AnswerMax);

    private static string Shortened(string person) => person.Length <= PersonLengthMax ? person : Slug.Of(person);
}
