using Google.Protobuf;
using GridCity.Cities.Changes;
using GridCity.Cities.Files;
using GridCity.Grains;
using GridCity.Protos.Admin.V1;
using GridCity.Rpc;
using GridCity.Silo.Access;
using GridCity.Silo.Cities;
using GridCity.Silo.Hosting;

namespace GridCity.Silo.Edges;

/// <summary>Changes the running city to the state of another folder.</summary>
internal sealed class CityDesk(LoadedCity city, CityRegister register, CitySetup setup, EngineHost engine) : IDisposable
{
    /// <summary>A zipped folder of the largest city.</summary>
    private const int BytesMax = 256 << 20;

    /// <summary>A new census changes hundreds of thousands of components.</summary>
    private const int ChangesShownMax = 1_000;

    private readonly SemaphoreSlim _turn = new(1);

    public async Task<ApplyCityReply> ApplyAsync(IAsyncEnumerable<ApplyCityRequest> parts, RpcCall call)
    {
        Caller.Of(call).Require(Role.Administrator).RequireArea("", "The city lies");
        if (engine.WhyNotServing() is { } why) throw new RpcException(StatusCode.Unavailable, why);
        var zipped = await GatherAsync(parts);
        await _turn.WaitAsync(call.CancellationToken);
        try
        {
            return await Statuses.GuardAsync(call, ApplyAsync(Read(zipped), zipped, call.CancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<ApplyCityReply> ApplyAsync(LoadedCity wanted, byte[] zipped, CancellationToken cancellation)
    {
        var changes = PackDiff.Compare(city.Pack, wanted.Pack);
        if (wanted.Digest != city.Digest)
        {
            await register.EnterEditionAsync(wanted, zipped, cancellation);
            city.Become(wanted);
        }

        // Also for the same state again: an earlier call may have ended half-way.
        await setup.RunAsync(cancellation);
        return new()
        {
            Changes = { changes.Take(ChangesShownMax).Select(change => change.ToString()) },
            ChangesCount = changes.Length,
        };
    }

    private LoadedCity Read(byte[] zipped)
    {
        try
        {
            var wanted = CityStaging.Load(zipped);
            return wanted.City.Code == city.City.Code
                ? wanted
                : throw Statuses.Invalid("zip", $"holds city {wanted.City.Code}; this is {city.City.Code}.");
        }
        catch (PackException error)
        {
            throw Statuses.Invalid("zip", $"is no usable city:\n{string.Join('\n', error.Faults.Take(20))}");
        }
        catch (InvalidDataException error)
        {
            throw Statuses.Invalid("zip", $"cannot be unpacked: {error.Message}");
        }
    }

    private static async Task<byte[]> GatherAsync(IAsyncEnumerable<ApplyCityRequest> parts)
    {
        using var memory = new MemoryStream();
        await foreach (var part in parts)
        {
            if (memory.Length + part.Zip.Length > BytesMax)
                throw Statuses.Invalid("zip", $"has more than {BytesMax} bytes.");
            part.Zip.WriteTo(memory);
        }

        return memory.Length > 0 ? memory.ToArray() : throw Statuses.Invalid("zip", "is empty.");
    }
}
