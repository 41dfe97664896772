using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GridCity.Grains.Orleans.Hosting;

/// <summary>
/// Silos that the cluster's table calls active and that are gone: nobody was left to say so. Orleans lets no silo join
/// that does not reach every active one, so a silo that starts looks for them itself, and buries those that have not
/// signed for a while and whose port does not answer either.
/// </summary>
internal sealed class GoneSilos(NpgsqlDataSource database, OrleansSettings settings, ILogger log)
{
    /// <summary>Without a sign for so long, a silo whose port does not answer is dead; covers clocks that are 2 s off.</summary>
    public static readonly TimeSpan SilentMax = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(1);

    private const string ActiveSql =
        """
        SELECT address, port, generation, extract(epoch FROM now() - alive_at)::float8 FROM orleans_silo
        WHERE cluster = $1 AND status = 3 AND (address, port) <> ($2, $3)
        """;

    private readonly HashSet<Member> _waitedFor = [];

    /// <summary>Looks again and again until it is stopped.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await TryBuryAsync(stop);
                await Task.Delay(LookEvery, TimeProvider.System, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The silo has joined, or has given up.
        }
    }

    /// <summary>Buries those that are gone now.</summary>
    public async Task BuryAsync(CancellationToken stop)
    {
        foreach (var (member, silent) in await ActiveAsync(stop))
        {
            if (await AnswersAsync(member, stop)) continue;
            if (silent < SilentMax) WaitFor(member, silent);
            else if (await BuryAsync(member, stop))
                log.LogWarning("Silo {Silo} has given no sign for {Seconds:N0} s and does not answer: it is taken for dead.", member, silent.TotalSeconds);
        }
    }

    private async Task TryBuryAsync(CancellationToken stop)
    {
        try
        {
            await BuryAsync(stop);
        }
        catch (NpgsqlException error)
        {
            log.LogWarning("The cluster's table cannot be read and is read again soon: {Reason}", error.Message);
        }
    }

    private void WaitFor(Member member, TimeSpan silent)
    {
        if (_waitedFor.Add(member))
            log.LogWarning(
                "Waiting for silo {Silo}: it gave a sign {Seconds:N0} s ago and does not answer. After {Max:N0} s it is taken for dead.",
                member, silent.TotalSeconds, SilentMax.TotalSeconds);
    }

    private async Task<List<(Member Member, TimeSpan Silent)>> ActiveAsync(CancellationToken stop)
    {
        await using var command = database.CreateCommand(ActiveSql);
        command.Parameters.AddWithValue(settings.Cluster);
        command.Parameters.AddWithValue(settings.Silo.Address.ToString());
        command.Parameters.AddWithValue(settings.Silo.Port);
        var active = new List<(Member, TimeSpan)>();
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            active.Add((new(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2)), TimeSpan.FromSeconds(reader.GetDouble(3))));
        return active;
    }

    private async Task<bool> BuryAsync(Member member, CancellationToken stop)
    {
        await using var command = database.CreateCommand("SELECT orleans_bury($1, $2, $3, $4, $5)");
        command.Parameters.AddWithValue(settings.Cluster);
        command.Parameters.AddWithValue(member.Address);
        command.Parameters.AddWithValue(member.Port);
        command.Parameters.AddWithValue(member.Generation);
        command.Parameters.AddWithValue(SilentMax);
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task<bool> AnswersAsync(Member member, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(ConnectMax);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Parse(member.Address), member.Port, limit.Token);
            return true;
        }
        catch (Exception error) when (error is SocketException || (error is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return false;
        }
    }

    private sealed record Member(string Address, int Port, int Generation)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");
    }
}
