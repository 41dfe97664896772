using GridCity.Rpc;

namespace GridCity.Client;

/// <summary>
/// A connection to a city, safe for use by many callers at once. Give every act a command id of its own
/// (<see cref="NewCommandId"/>): then a call that is tried again, by this class or by you, is done once.
/// </summary>
public sealed class GridCityClient : IDisposable
{
    private readonly Silos _silos;

    /// <param name="address">Of a silo of the city; of more, <see cref="GridCityClientOptions.OtherSilos"/>.</param>
    public GridCityClient(Uri address, GridCityClientOptions? options = null)
    {
        options ??= new();
        var headers = new RpcMetadata();
        if (options.Token is { Length: > 0 } token) headers.Add("authorization", $"Bearer {token}");
        _silos = new([address, .. options.OtherSilos], new() { Headers = headers, Time = options.Time });
        var budget = new RetryBudget(options.Time);
        var delays = new RetryDelays(options, budget);
        var (calls, watches) = (new RetryingCalls(_silos, options, delays, budget), new Watches(_silos, options, delays));
        (Hotline, Desk, Duty, Photos) = (new(calls), new(calls), new(calls), new(calls));
        Field = new(calls, watches, Photos);
        Figures = new(calls);
        Junctions = new(calls);
        Escorts = new(calls);
        (Components, Admin, Users, Persons, Query) = (new(calls), new(calls), new(calls), new(calls), new(calls, watches));
    }

    /// <summary>Taking reports in and following them.</summary>
    public HotlineClient Hotline { get; }

    /// <summary>Clerk, dispatcher and department.</summary>
    public DeskClient Desk { get; }

    /// <summary>Shift leaders.</summary>
    public DutyClient Duty { get; }

    /// <summary>Grid inspectors.</summary>
    public FieldClient Field { get; }

    /// <summary>Photos that acts rest on.</summary>
    public PhotosClient Photos { get; }

    /// <summary>The register of components.</summary>
    public ComponentsClient Components { get; }

    /// <summary>Green for emergency vehicles.</summary>
    public EscortsClient Escorts { get; }

    /// <summary>Signalised intersections and the link of their controllers.</summary>
    public JunctionsClient Junctions { get; }

    /// <summary>Search, duplicates and watching.</summary>
    public QueryClient Query { get; }

    /// <summary>What cockpits show.</summary>
    public FiguresClient Figures { get; }

    /// <summary>The city and its tokens.</summary>
    public AdminClient Admin { get; }

    /// <summary>Users, posts and their tokens.</summary>
    public UsersClient Users { get; }

    /// <summary>What is known of a person, and its erasure.</summary>
    public PersonsClient Persons { get; }

    /// <summary>A new command id: UUID version 7. Keep it over retries of the same act.</summary>
    public static string NewCommandId() => Guid.CreateVersion7().ToString();

    public void Dispose() => _silos.Dispose();
}

/// <summary>How a client calls.</summary>
public sealed record GridCityClientOptions
{
    /// <summary>Access token, as an administrator made it.</summary>
    public string? Token { get; init; }

    /// <summary>Longest time from a call to its answer, all tries together.</summary>
    public TimeSpan AnswerMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>More silos of the city: what one does not answer is asked of another.</summary>
    public IReadOnlyList<Uri> OtherSilos { get; init; } = [];

    /// <summary>Longest time of one try where there is another silo to ask.</summary>
    public TimeSpan TryMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait before the second try; it doubles from try to try, with jitter.</summary>
    public TimeSpan RetryDelayFirst { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest wait between two tries.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A device that was offline begins to send at a random moment within this time: when a mast or a silo comes back, all
    /// devices behind it come back at once, and connecting costs a silo more than what they send.
    /// </summary>
    public TimeSpan ComeBackWithin { get; init; } = TimeSpan.FromSeconds(20);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
