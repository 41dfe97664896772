using System.IO.Pipelines;
using System.Net;
using Google.Protobuf;
using GridCity.Rpc.Wire;

namespace GridCity.Rpc.Client;

/// <summary>The life of one call on the client: its clock, its request, and the meaning of what went wrong.</summary>
internal sealed class ClientCall : IDisposable
{
    private const string DeadlineText = "The deadline passed before the answer came.";

    private readonly RpcChannel _channel;
    private readonly RpcMethod _method;
    private readonly RpcCallOptions _options;
    private readonly CancellationTokenSource? _source;
    private readonly CancellationTokenRegistration _caller;
    private volatile bool _isGivenUp;

    /// <param name="channel">Where to send it.</param>
    /// <param name="method">What is called.</param>
    /// <param name="options">What the caller asks for.</param>
    /// <param name="isStream">A stream can be cancelled by being disposed of, whatever the caller asked for.</param>
    public ClientCall(RpcChannel channel, RpcMethod method, RpcCallOptions options, bool isStream)
    {
        _channel = channel;
        _method = method;
        _options = options;
        if (!isStream && options.Deadline is null)
            return;
        _source = options.Deadline is null
            ? new CancellationTokenSource()
            : new CancellationTokenSource(TimeLeft(), channel.Options.Time);
        _caller = options.CancellationToken.UnsafeRegister(
            static self => ((CancellationTokenSource)self!).Cancel(), _source);
    }

    public CancellationToken Token => _source?.Token ?? _options.CancellationToken;

    private int ReceiveBytesMax => _options.ReceiveBytesMax ?? _channel.Options.ReceiveBytesMax;

    /// <summary>Sends the request; comes back when the response's headers are there.</summary>
    /// <exception cref="RpcException">The response is not gRPC, or it is a status without messages.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpContent content)
    {
        if (_options.Deadline is not null && TimeLeft() == TimeSpan.Zero)
            throw new RpcException(StatusCode.DeadlineExceeded, DeadlineText);
        var response = await _channel.SendAsync(CreateRequest(content), Token);
        try
        {
            ResponseStatus.ThrowIfNotGrpc(response);
            return response;
        }
        catch (RpcException)
        {
            response.Dispose();
            throw;
        }
    }

    public ReadOnlyMemory<byte> Frame<T>(T message)
        where T : class, IMessage<T> =>
        MessageWriter.ToFrame(message, _channel.Options.SendBytesMax, _options.Compress);

    public MessageReader<T> CreateReader<T>(PipeReader body, MessageParser<T> parser, HttpResponseMessage response)
        where T : class, IMessage<T> =>
        new(body, parser, ReceiveBytesMax, ResponseStatus.Encoding(response));

    public void Cancel()
    {
        _isGivenUp = true;
        _source?.Cancel();
    }

    /// <summary>Gives every failure of HTTP its gRPC status.</summary>
    public RpcException Translate(Exception error) => error switch
    {
        RpcException status => status,
        OperationCanceledException when IsDeadlinePassed =>
            new RpcException(StatusCode.DeadlineExceeded, DeadlineText, null, null, error),
        OperationCanceledException =>
            new RpcException(StatusCode.Cancelled, "The call was cancelled.", null, null, error),
        _ => TransportErrors.Translate(error),
    };

    public void Dispose()
    {
        _caller.Dispose();
        _source?.Dispose();
    }

    // Told by who cancelled, not by the clock: the timer may be a little ahead of it.
    private bool IsDeadlinePassed =>
        _options.Deadline is not null
        && _source is { IsCancellationRequested: true }
        && !_options.CancellationToken.IsCancellationRequested
        && !_isGivenUp;

    private TimeSpan TimeLeft()
    {
        var left = _options.Deadline!.Value - _channel.Options.Time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private HttpRequestMessage CreateRequest(HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_channel.Address, _method.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        RequestHeaders.Write(request.Headers, _channel.Options.Headers, _options);
        if (_options.Deadline is not null)
            request.Headers.TryAddWithoutValidation("grpc-timeout", GrpcTimeout.Format(TimeLeft()));
        return request;
    }
}
