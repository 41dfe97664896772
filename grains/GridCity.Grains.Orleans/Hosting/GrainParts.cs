using GridCity.Runtime.Engine;
using GridCity.Runtime.Journal;

namespace GridCity.Grains.Orleans.Hosting;

/// <summary>What the grains of one silo are made from.</summary>
/// <param name="Services">Made with <see cref="IOtherSilos"/>: a silo of a cluster is not alone.</param>
public sealed record GrainParts(GrainServices Services, IMailTable Mail, ITimerTable Timers, OrleansKinds Kinds);
