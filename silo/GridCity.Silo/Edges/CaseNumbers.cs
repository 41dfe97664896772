using System.Globalization;
using GridCity.Runtime.Engine;
using Npgsql;

namespace GridCity.Silo.Edges;

/// <summary>
/// Printed numbers: day and 8 digits. A silo takes a block of 1,000 from the table, so that a number costs nothing;
/// what it does not use is a gap in the numbers, never a double.
/// </summary>
internal sealed class CaseNumbers(NpgsqlDataSource database, GridClock clock) : IDisposable
{
    private const int BlockSize = 1_000;

    /// <summary>8 digits; after 100 million cases the digits begin again, on another day.</summary>
    private const long DigitsMax = 100_000_000;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private long _next;
    private long _end;

    public async ValueTask<string> NextAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_next == _end) await ReserveAsync(cancellation);
            return Printed(_next++);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private string Printed(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{clock.Now:yyyyMMdd}{number % DigitsMax:00000000}");

    private async Task ReserveAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "UPDATE number_block SET next = next + $1 WHERE name = 'case' RETURNING next");
        command.Parameters.AddWithValue((long)BlockSize);
        _end = (long)(await Statuses.GuardAsync(command.ExecuteScalarAsync(cancellation)))!;
        _next = _end - BlockSize;
    }
}
