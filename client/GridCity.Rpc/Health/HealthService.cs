using ServingStatus = GridCity.Rpc.Health.HealthCheckResponse.Types.ServingStatus;

namespace GridCity.Rpc.Health;

/// <summary>
/// <c>grpc.health.v1</c>: the server sets states by name, callers ask for them or watch them. The empty name is the
/// server as a whole; it serves until said otherwise.
/// </summary>
public sealed class HealthService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ServingStatus> _statuses = new() { [""] = ServingStatus.Serving };
    private TaskCompletionSource _changed = NewChange();

    /// <summary>Sets the state of a service; watchers see the last state, not each step between.</summary>
    public void Set(string service, ServingStatus status)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _statuses[service] = status;
            (changed, _changed) = (_changed, NewChange());
        }
        changed.SetResult();
    }

    public ValueTask<HealthCheckResponse> Check(HealthCheckRequest request, RpcCall call) =>
        Find(request.Service).Status is { } status
            ? new ValueTask<HealthCheckResponse>(new HealthCheckResponse { Status = status })
            : throw new RpcException(
                StatusCode.NotFound, $"There is no service '{request.Service}' here; List names them.");

    public async IAsyncEnumerable<HealthCheckResponse> Watch(HealthCheckRequest request, RpcCall call)
    {
        ServingStatus? sent = null;
        while (true)
        {
            var (found, changed) = Find(request.Service);
            var status = found ?? ServingStatus.ServiceUnknown;
            if (status != sent)
                yield return new HealthCheckResponse { Status = status };
            sent = status;
            await changed.WaitAsync(call.CancellationToken);
        }
    }

    public ValueTask<HealthListResponse> List(HealthListRequest request, RpcCall call)
    {
        var response = new HealthListResponse();
        lock (_lock)
            foreach (var (service, status) in _statuses)
                response.Statuses.Add(service, new HealthCheckResponse { Status = status });
        return new ValueTask<HealthListResponse>(response);
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (ServingStatus? Status, Task Changed) Find(string service)
    {
        lock (_lock)
            return (_statuses.TryGetValue(service, out var status) ? status : null, _changed.Task);
    }
}
