using GridCity.Silo.Limits;

namespace GridCity.Silo.Configuration;

/// <summary>Reads the limits among the options.</summary>
internal static class LimitReader
{
    public const string CallsAtOnce = "calls-at-once", CallsMax = "calls-max", CallerRate = "caller-rate", AddressRate = "address-rate", CitizenReports = "citizen-reports",
        StreamsMax = "streams-max", CallerStreams = "caller-streams", RequestBytes = "request-bytes", WatchEvents = "watch-events";

    public static readonly string[] Names =
        [CallsAtOnce, CallsMax, CallerRate, AddressRate, CitizenReports, StreamsMax, CallerStreams, RequestBytes, WatchEvents];

    private const int CountMax = 1_000_000;
    private const int RequestBytesMin = 64 * 1024, RequestBytesMax = 64 * 1024 * 1024;

    /// <exception cref="OptionException">Says which option and why.</exception>
    public static CallLimits Read(IConfiguration configuration)
    {
        var usual = new CallLimits();
        var limits = new CallLimits
        {
            CallsAtOnce = Number(CallsAtOnce, 1, CountMax, usual.CallsAtOnce),
            CallsMax = Number(CallsMax, 1, CountMax, usual.CallsMax),
            CallerRate = Number(CallerRate, 0, CountMax, usual.CallerRate),
            AddressRate = Number(AddressRate, 0, CountMax, usual.AddressRate),
            CitizenReportsPerHour = Number(CitizenReports, 0, CountMax, usual.CitizenReportsPerHour),
            StreamsMax = Number(StreamsMax, 0, CountMax, usual.StreamsMax),
            CallerStreamsMax = Number(CallerStreams, 0, CountMax, usual.CallerStreamsMax),
            RequestBytesMax = Number(RequestBytes, RequestBytesMin, RequestBytesMax, usual.RequestBytesMax),
            WatchEventsMax = Number(WatchEvents, 1, CountMax, usual.WatchEventsMax),
        };
        return limits.CallsMax >= limits.CallsAtOnce
            ? limits
            : throw new OptionException($"--{CallsMax} {limits.CallsMax}: must be --{CallsAtOnce} ({limits.CallsAtOnce}) at least.");

        int Number(string name, int min, int max, int usually) =>
            OptionReader.Number(configuration[name] ?? configuration[name.Replace('-', '_')], name, min, max) ?? usually;
    }
}
