using Microsoft.Extensions.Logging;

namespace GridCity.Runtime.Simulation.Machines;

/// <summary>A silo's log, as notes of the run.</summary>
internal sealed class TraceLog(RunTrace trace, string who) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    /// <summary>The message goes by its template: correlation ids are random and would make every run another.</summary>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var template = state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 0 } values ? values[^1].Value : state;
        trace.Note(who, $"{logLevel}: {template} {exception?.GetType().Name} {exception?.Message}");
    }
}
