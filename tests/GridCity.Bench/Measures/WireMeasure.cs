using GridCity.Bench.Results;
using GridCity.Rpc.Load;

namespace GridCity.Bench.Measures;

/// <summary>
/// The wire layer alone: unary echo by 64 callers, the server in another process. In the cluster build it stands beside
/// Grpc.AspNetCore, otherwise beside a bare Kestrel handler; the two take turns, so that a slow minute hits both.
/// </summary>
internal static class WireMeasure
{
    public const double RateMin = 70_000, GrpcRatioMin = 0.95;

    private const int Turns = 3;

#if CLUSTER
    private const EchoKind Rival = EchoKind.Grpc;
#else
    private const EchoKind Rival = EchoKind.Bare;
#endif

    public static Measure Run(int callers, TimeSpan length)
    {
        var (ours, theirs) = (new List<EchoMeasure>(), new List<EchoMeasure>());
        for (var turn = 0; turn < Turns; turn++)
        {
            theirs.Add(EchoMeasure.Run(Rival, callers, seconds: length.TotalSeconds / Turns));
            ours.Add(EchoMeasure.Run(EchoKind.Rpc, callers, seconds: length.TotalSeconds / Turns));
        }

        return Judged(new()
        {
            Rate = Median(ours).Result.Rate,
            Ceiling = Median(theirs).Result.Rate,
            P50Ms = Median(ours).Result.P50Ms,
            P99Ms = Median(ours).Result.P99Ms,
            Seconds = length.TotalSeconds,
            Details = new()
            {
                ["beside"] = Rival.ToString(),
                ["callers"] = callers,
                ["server_us_per_call"] = Math.Round(Median(ours).ServerMicroseconds, 2),
                ["rival_us_per_call"] = Math.Round(Median(theirs).ServerMicroseconds, 2),
            },
        });
    }

    private static Measure Judged(Measure measured)
    {
        string[] missed =
        [
            .. measured.Rate < RateMin ? [$"rate under {RateMin}/s"] : Array.Empty<string>(),
            .. Rival != EchoKind.Bare && measured.Ratio < GrpcRatioMin ? [$"ratio under {GrpcRatioMin}"] : Array.Empty<string>(),
        ];
        return measured with { Missed = missed.Length == 0 ? null : string.Join("; ", missed) };
    }

    private static EchoMeasure Median(List<EchoMeasure> measures) =>
        measures.OrderBy(measure => measure.Result.Rate).ElementAt(measures.Count / 2);
}
