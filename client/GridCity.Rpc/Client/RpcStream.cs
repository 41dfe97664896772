using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using GridCity.Rpc.Client;
using GridCity.Rpc.Wire;

namespace GridCity.Rpc;

/// <summary>
/// A call with a stream in at least one direction. One reader and one writer may use it at the same time. Disposing of
/// it before its end cancels the call. Every failure is an <see cref="RpcException"/>.
/// </summary>
public sealed class RpcStream<TRequest, TResponse> : IAsyncDisposable
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    private readonly ClientCall _call;
    private readonly RpcMethod<TRequest, TResponse> _method;
    private readonly MessageStreamContent? _requests;
    private readonly Task<HttpResponseMessage> _response;
    private MessageReader<TResponse>? _reader;
    private bool _isDisposed;

    internal RpcStream(
        RpcChannel channel, RpcMethod<TRequest, TResponse> method, RpcCallOptions options, TRequest? onlyRequest)
    {
        _method = method;
        _call = new ClientCall(channel, method, options, isStream: true);
        _requests = onlyRequest is null ? new MessageStreamContent() : null;
        _response = OpenAsync(_requests ?? (HttpContent)new OneMessageContent(_call.Frame(onlyRequest!)));
    }

    /// <summary>Custom metadata after the last response; empty before.</summary>
    public RpcMetadata Trailers =>
        _response.IsCompletedSuccessfully ? ResponseStatus.Metadata(_response.Result.TrailingHeaders) : [];

    /// <summary>Custom metadata before the first response; waits for it.</summary>
    public async Task<RpcMetadata> HeadersAsync() => ResponseStatus.Metadata((await _response).Headers);

    /// <summary>Sends a request; waits while the server does not read.</summary>
    /// <exception cref="RpcException">The call has ended; reading tells how.</exception>
    public async ValueTask SendAsync(TRequest request)
    {
        if (_requests is null)
            throw new InvalidOperationException($"{_method} takes one request, which is sent.");
        try
        {
            await _requests.WriteAsync(_call.Frame(request), _call.Token);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw _call.Translate(error);
        }
    }

    /// <summary>Says that no more requests will come.</summary>
    public void Complete() => _requests?.Complete();

    /// <summary>The next response, or null when the call has ended with OK.</summary>
    public async ValueTask<TResponse?> ReadAsync()
    {
        var response = await _response;
        try
        {
            _reader ??= _call.CreateReader(
                PipeReader.Create(await response.Content.ReadAsStreamAsync(_call.Token)),
                _method.ResponseParser,
                response);
            if (await _reader.ReadAsync(_call.Token) is { } message)
                return message;
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw _call.Translate(error);
        }
        ResponseStatus.ThrowIfNotOk(response);
        return null;
    }

    /// <summary>All responses until the call has ended with OK.</summary>
    public async IAsyncEnumerable<TResponse> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var stop = cancellation.UnsafeRegister(static self => ((ClientCall)self!).Cancel(), _call);
        while (await ReadAsync() is { } message)
            yield return message;
    }

    /// <summary>Says that no more requests will come and waits for the only response.</summary>
    public async Task<TResponse> ResponseAsync()
    {
        Complete();
        var only = await ReadAsync() ?? throw WireErrors.NoMessage();
        return await ReadAsync() is null ? only : throw WireErrors.MoreThanOneMessage();
    }

    /// <summary>Cancels the call unless it has ended. Again is harmless.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        _call.Cancel();
        _requests?.Fail(new OperationCanceledException("The call was disposed of."));
        await Task.WhenAny(_response);
        if (_response.IsCompletedSuccessfully)
            _response.Result.Dispose();
        _call.Dispose();
    }

    private async Task<HttpResponseMessage> OpenAsync(HttpContent content)
    {
        try
        {
            return await _call.SendAsync(content);
        }
        catch (Exception error)
        {
            var status = _call.Translate(error);
            _requests?.Fail(status);
            throw status;
        }
    }
}
