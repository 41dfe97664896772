using System.Diagnostics;
using GridCity.Bench.Load;
using GridCity.Client;
using GridCity.Protos.Junction.V1;
using GridCity.Rpc;

namespace GridCity.Bench.Traffic;

/// <summary>One stream of the link with the controllers that it carries, once a second at a moment of its own.</summary>
internal sealed class FieldStream(GridCityClient client, SimulatedField[] fields, Latencies afterReading) : IAsyncDisposable
{
    private readonly RpcStream<Observed, Ordered> _stream = client.Junctions.OpenLink();
    private Task _reading = Task.CompletedTask;
    private long _orders;
    private long _refused;

    public SimulatedField[] Fields => fields;

    public long Orders => Interlocked.Read(ref _orders);

    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Why the stream has ended; null while it lives.</summary>
    public string? Fault { get; private set; }

    public async Task OpenAsync()
    {
        await _stream.SendAsync(new() { Announcements = { fields.Select(field => field.Announce()) } });
        _reading = ReadAsync();
    }

    /// <summary>A second of all its controllers.</summary>
    public async Task SecondAsync()
    {
        var message = new Observed();
        foreach (var field in fields)
        {
            lock (field)
                if (field.IsWelcome) message.Readings.Add(field.Second());
        }

        if (message.Readings.Count > 0 && Fault is null) await _stream.SendAsync(message);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var message in _stream.ReadAllAsync()) Take(message);
            Fault = "The silo ended the stream.";
        }
        catch (RpcException error)
        {
            Fault = error.Message;
        }
    }

    private void Take(Ordered message)
    {
        foreach (var rejection in message.Rejections) Fault = $"{rejection.Code}: {rejection.Message}";
        foreach (var welcome in message.Welcomes)
            lock (fields[welcome.Number - 1]) fields[welcome.Number - 1].Welcome(welcome);
        foreach (var order in message.Orders)
        {
            var field = fields[order.Number - 1];
            lock (field)
            {
                if (!field.Take(order)) Interlocked.Increment(ref _refused);
                else if (field.SentAt > 0) afterReading.Record(Stopwatch.GetElapsedTime(field.SentAt));
            }

            Interlocked.Increment(ref _orders);
        }
    }
}
