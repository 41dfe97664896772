using GridCity.Runtime.Journal;
using Orleans;

namespace GridCity.Grains.Orleans.Messages;

/// <summary>Mail on its way to its target; the body stays as it is stored.</summary>
[GenerateSerializer, Immutable]
public sealed record Letter(
    [property: Id(0)] DateOnly Day,
    [property: Id(1)] long Number,
    [property: Id(2)] string Source,
    [property: Id(3)] string Name,
    [property: Id(4)] byte[] Json)
{
    internal Stored Body => new(Name, Json);

    internal static Letter From(Mail mail) =>
        new(mail.Id.Day, mail.Id.Number, mail.Source.ToString(), mail.Body.Name, mail.Body.Json);

    internal Mail ToMail(GrainId target) => new(new(Day, Number), GrainId.Parse(Source), target, Body);
}

/// <summary>A timer that is due, on its way to its grain.</summary>
[GenerateSerializer, Immutable]
public sealed record Alarm(
    [property: Id(0)] string Timer,
    [property: Id(1)] long Generation,
    [property: Id(2)] DateTimeOffset Due,
    [property: Id(3)] string Name,
    [property: Id(4)] byte[] Json)
{
    internal Stored Body => new(Name, Json);

    internal static Alarm From(GrainTimer timer) =>
        new(timer.Key.Name, timer.Key.Generation, timer.Due, timer.Body.Name, timer.Body.Json);

    internal GrainTimer ToTimer(GrainId grain) => new(new(grain, Timer, Generation), Due, Body);
}
